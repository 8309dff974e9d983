package com.scrabbl.article.read;

import com.scrabbl.spelling.CanonicalName;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The one way in: an item of outside becomes clean, with what it lacks derived, or is refused with a reason. */
public final class Door {

    private static final int LONGEST_TITLE = 1000;
    private static final int LONGEST_STANDFIRST = 2000;
    private static final int LONGEST_AUTHOR = 500;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_TOPIC = 100;
    private static final int MOST_TOPICS = 50;
    private static final int DERIVED_TITLE = 80;

    /** Clocks that were never set say 1970, and nothing was published on the web before. */
    private static final Instant FIRST_DATE = Instant.parse("1990-01-01T00:00:00Z");

    private Door() {}

    /**
     * Standfirst and body together are the text: what is the one stands not in the other, unless a paragraph was too long to
     * be a standfirst, which then is its beginning.
     *
     * @param now the date of an item without one, and of one from the future or from before the web
     * @throws RefusedItemException if it has no link, or neither a title nor a text
     */
    public static Item admit(RawItem raw, Instant now) throws RefusedItemException {
        String url = url(raw);
        Text text = text(raw);
        List<String> topics = topics(raw);
        String canonicalUrl = Links.canonical(url);
        return new Item(
                externalId(raw, canonicalUrl),
                url,
                canonicalUrl,
                text.title(),
                text.standfirst(),
                optional(String.join(", ", raw.authors()), LONGEST_AUTHOR),
                section(raw, topics),
                topics,
                Languages.tag(raw.language()),
                image(raw),
                text.body(),
                publishedAt(raw.publishedAt(), now));
    }

    private static Instant publishedAt(@Nullable Instant said, Instant now) {
        return said == null || said.isAfter(now) || said.isBefore(FIRST_DATE) ? now : said;
    }

    private static String url(RawItem raw) throws RefusedItemException {
        String url = Links.absolute(raw.base(), raw.link());
        if (url == null) {
            throw new RefusedItemException(withoutAddress(raw));
        }
        return url;
    }

    private static String withoutAddress(RawItem raw) {
        if (raw.link() == null || raw.link().isBlank()) {
            return "it has no link";
        }
        return raw.hasNoAddress()
                ? "it has no link: write one into the file, or set scrabbl.articles.base-url to where such files are published"
                : "its link is no http or https address of at most " + Links.LONGEST + " characters";
    }

    private static String externalId(RawItem raw, String canonicalUrl) {
        String id = raw.id() == null ? "" : PlainText.ofText(raw.id(), Integer.MAX_VALUE);
        String externalId = id.isEmpty() ? canonicalUrl : id;
        return Links.isTooLongForIndex(externalId) ? "sha256:" + Fingerprint.of(externalId) : externalId;
    }

    private record Text(
            String title,
            @Nullable String standfirst,
            @Nullable String body) {}

    private static Text text(RawItem raw) throws RefusedItemException {
        if (Markup.isTooMuch(raw.allText())) {
            throw new RefusedItemException("it has more tags than any article");
        }
        String title = optional(raw.title(), LONGEST_TITLE);
        String language = Languages.tag(raw.language());
        String said = standfirst(raw.standfirst(), title);
        String standfirst = said == null ? null : Summary.of(said, language);
        String html = raw.body();
        if (html == null && said != null && !said.equals(standfirst)) {
            // Too long for a standfirst, and there is no text besides: it is the text.
            html = raw.standfirst();
            standfirst = null;
        }
        String body = html == null ? null : Body.clean(html, raw.base(), title, standfirst, raw.image());
        if (standfirst == null && body != null) {
            Opening opening = Opening.of(body, language);
            standfirst = opening.standfirst();
            body = opening.rest();
        }
        if (title != null) {
            return new Text(title, standfirst, body);
        }
        if (standfirst == null) {
            throw new RefusedItemException("it has neither a title nor a text");
        }
        title = PlainText.cut(standfirst, DERIVED_TITLE);
        return new Text(title, title.equals(standfirst) ? null : standfirst, body);
    }

    private static @Nullable String standfirst(@Nullable String html, @Nullable String title) {
        String standfirst = html == null ? null : optional(Body.withoutClutter(html), LONGEST_STANDFIRST);
        return standfirst == null || (title != null && Repetitions.sameWords(standfirst, title)) ? null : standfirst;
    }

    private static @Nullable String section(RawItem raw, List<String> topics) {
        String section = optional(raw.section(), LONGEST_NAME);
        return section == null && !topics.isEmpty() ? topics.get(0) : section;
    }

    private static List<String> topics(RawItem raw) {
        Map<String, String> byKey = raw.topics().stream()
                .map(topic -> PlainText.ofHtml(topic, LONGEST_TOPIC))
                .filter(topic -> !topic.isEmpty())
                .limit(MOST_TOPICS)
                .collect(Collectors.toMap(
                        CanonicalName::of, topic -> topic, (first, again) -> first, LinkedHashMap::new));
        return List.copyOf(byKey.values());
    }

    private static @Nullable Image image(RawItem raw) {
        Image image = raw.image();
        String url = image == null ? null : Links.absolute(raw.base(), image.url());
        if (image == null || url == null) {
            return null;
        }
        return new Image(url, optional(image.alt(), LONGEST_TITLE), image.width(), image.height());
    }

    private static @Nullable String optional(@Nullable String html, int longest) {
        String text = html == null ? "" : PlainText.ofHtml(html, longest);
        return text.isEmpty() ? null : text;
    }
}
