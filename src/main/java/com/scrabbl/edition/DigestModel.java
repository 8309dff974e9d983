package com.scrabbl.edition;

import com.scrabbl.article.Article;
import com.scrabbl.article.ArticleImage;
import com.scrabbl.newsletter.Brand;
import com.scrabbl.newsletter.NewsletterSettings;
import com.scrabbl.newsletter.Policies;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

/**
 * What templates see, reader apart: maps, lists, strings, numbers. A value that there is not is left out. Documented in
 * {@code src/docs/templates.md}. Here it has what is the same for all readers; {@link DigestView} adds what depends on
 * their language and their choice of articles.
 */
final class DigestModel {

    private static final int WORDS_A_MINUTE = 230;
    private static final int LONGEST_SENTENCE = 160;

    private DigestModel() {}

    /** Of the schedule; UTC for a newsletter that runs by hand. */
    static ZoneId zone(NewsletterSettings newsletter) {
        return newsletter.schedule() == null
                ? ZoneId.of("UTC")
                : newsletter.schedule().zone();
    }

    /** @param base what links begin with */
    static Map<String, Object> of(
            NewsletterSettings newsletter, Brand brand, URI base, Instant slot, List<Article> articles) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("brand", brand(brand));
        model.put("newsletter", newsletter(newsletter));
        model.put("edition", Map.of("name", newsletter.slug() + "/" + slot, "slot", slot.toString()));
        model.put("links", links(newsletter, base, slot));
        model.put(
                "articles",
                articles.stream()
                        .map(article -> article(article, newsletter.language()))
                        .toList());
        return model;
    }

    private static Map<String, String> links(NewsletterSettings newsletter, URI base, Instant slot) {
        return newsletter.policies().archive() == Policies.Archive.PUBLIC
                ? Map.of("web", "%s/archive/%s/%s".formatted(base, newsletter.slug(), slot))
                : Map.of();
    }

    private static Map<String, Object> brand(Brand brand) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("name", brand.name());
        put(model, "tagline", brand.tagline());
        put(model, "logo", brand.logo() == null ? null : brand.logo().toString());
        model.put("accent", brand.accent());
        model.put("darkAccent", brand.darkAccent());
        put(model, "postalAddress", brand.postalAddress());
        return model;
    }

    private static Map<String, Object> newsletter(NewsletterSettings newsletter) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("slug", newsletter.slug());
        model.put("name", newsletter.name());
        put(model, "description", newsletter.description());
        model.put("language", newsletter.language());
        return model;
    }

    private static Map<String, Object> article(Article article, String newsletter) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("title", article.title());
        model.put("url", article.url());
        put(model, "standfirst", article.standfirst());
        put(model, "sentence", sentence(article, newsletter));
        put(model, "author", article.author());
        put(model, "section", article.section());
        model.put("topics", article.topics());
        put(model, "language", article.language());
        put(model, "image", article.image() == null ? null : image(article.image()));
        model.put("published", Map.of("iso", article.publishedAt().toString()));
        put(model, "body", article.body());
        put(model, "minutes", minutes(article.body()));
        return model;
    }

    private static @Nullable String sentence(Article article, String newsletter) {
        String language = article.language() == null ? newsletter : article.language();
        return article.standfirst() == null
                ? null
                : Shortening.sentence(article.standfirst(), Locale.forLanguageTag(language), LONGEST_SENTENCE);
    }

    private static Map<String, Object> image(ArticleImage image) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("url", image.url());
        put(model, "alt", image.alt());
        put(model, "width", image.width());
        put(model, "height", image.height());
        return model;
    }

    /** Reading time, at least a minute; null without a body. */
    private static @Nullable Integer minutes(@Nullable String body) {
        if (body == null || body.isBlank()) {
            return null;
        }
        int words = Jsoup.parse(body).text().split("\\s+").length;
        return Math.max(1, Math.round((float) words / WORDS_A_MINUTE));
    }

    static void put(Map<String, Object> model, String key, @Nullable Object value) {
        if (value != null) {
            model.put(key, value);
        }
    }
}
