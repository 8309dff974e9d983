package com.scrabbl.edition;

import com.scrabbl.article.Article;
import com.scrabbl.article.ArticleImage;
import com.scrabbl.newsletter.Brand;
import com.scrabbl.newsletter.NewsletterSettings;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

/**
 * What templates see, reader apart: maps, lists, strings, numbers. A value that there is not is left out. Documented in
 * {@code src/docs/templates.md}.
 */
final class DigestModel {

    private static final int WORDS_A_MINUTE = 230;

    private final Locale language;
    private final DateTimeFormatter date;
    private final DateTimeFormatter time;

    DigestModel(NewsletterSettings newsletter) {
        ZoneId zone = zone(newsletter);
        language = language(newsletter);
        date = DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(language)
                .withZone(zone);
        time = DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                .withLocale(language)
                .withZone(zone);
    }

    static Locale language(NewsletterSettings newsletter) {
        return Locale.forLanguageTag(newsletter.language());
    }

    /** Of the schedule; UTC for a newsletter that runs by hand. */
    static ZoneId zone(NewsletterSettings newsletter) {
        return newsletter.schedule() == null
                ? ZoneId.of("UTC")
                : newsletter.schedule().zone();
    }

    Map<String, Object> of(NewsletterSettings newsletter, Brand brand, Instant slot, List<Article> articles) {
        List<Map<String, Object>> stories = articles.stream().map(this::article).toList();
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("brand", brand(brand));
        model.put("newsletter", newsletter(newsletter));
        model.put("edition", edition(newsletter, slot, articles, stories));
        model.put("articles", stories);
        model.put("sections", sections(stories.subList(1, stories.size())));
        return model;
    }

    /** A day as the newsletter's language writes it. */
    String date(Instant instant) {
        return date.format(instant);
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

    private Map<String, Object> edition(
            NewsletterSettings newsletter, Instant slot, List<Article> articles, List<Map<String, Object>> stories) {
        TextDirection direction = TextDirection.of(language);
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("name", newsletter.slug() + "/" + slot);
        model.put("slot", slot.toString());
        model.put("date", date(slot));
        model.put("size", articles.size());
        model.put(
                "minutes",
                stories.stream()
                        .mapToInt(story -> (Integer) story.getOrDefault("minutes", 0))
                        .sum());
        put(model, "preheader", Preheader.of(articles));
        model.put("direction", direction.name().toLowerCase(Locale.ROOT));
        model.put("start", direction.start);
        model.put("end", direction.end);
        return model;
    }

    private Map<String, Object> article(Article article) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("title", article.title());
        model.put("url", article.url());
        put(model, "standfirst", article.standfirst());
        put(model, "author", article.author());
        put(model, "section", article.section());
        model.put("topics", article.topics());
        put(model, "language", article.language());
        put(model, "image", article.image() == null ? null : image(article.image()));
        model.put("published", published(article.publishedAt()));
        put(model, "body", article.body());
        put(model, "minutes", minutes(article.body()));
        return model;
    }

    private static Map<String, Object> image(ArticleImage image) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("url", image.url());
        put(model, "alt", image.alt());
        put(model, "width", image.width());
        put(model, "height", image.height());
        return model;
    }

    private Map<String, Object> published(Instant instant) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("date", date(instant));
        model.put("time", time.format(instant));
        model.put("iso", instant.toString());
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

    /** By section in the order of their first story; what has no section comes last, under no name. */
    private static List<Map<String, Object>> sections(List<Map<String, Object>> stories) {
        Map<String, List<Map<String, Object>>> bySection = new LinkedHashMap<>();
        for (Map<String, Object> story : stories) {
            bySection
                    .computeIfAbsent((String) story.getOrDefault("section", ""), name -> new ArrayList<>())
                    .add(story);
        }
        List<Map<String, Object>> unnamed = bySection.remove("");
        List<Map<String, Object>> sections = new ArrayList<>();
        bySection.forEach((name, articles) -> {
            Map<String, Object> section = new LinkedHashMap<>();
            section.put("name", name);
            section.put("articles", articles);
            sections.add(section);
        });
        if (unnamed != null) {
            sections.add(Map.of("articles", unnamed));
        }
        return sections;
    }

    private static void put(Map<String, Object> model, String key, @Nullable Object value) {
        if (value != null) {
            model.put(key, value);
        }
    }
}
