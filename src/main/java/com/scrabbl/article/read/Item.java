package com.scrabbl.article.read;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One piece, clean: texts are plain and on one line, links absolute, the body sanitised, lengths within the columns.
 *
 * @param externalId what it is recognised by at its source: the feed's own name for it, else the canonical URL
 * @param url http or https
 * @param canonicalUrl the URL without what does not matter: fragment, tracking, default port
 * @param author names, joined by commas
 * @param language BCP 47
 * @param body sanitised HTML
 * @param publishedAt never in the future
 */
public record Item(
        String externalId,
        String url,
        String canonicalUrl,
        String title,
        @Nullable String standfirst,
        @Nullable String author,
        @Nullable String section,
        List<String> topics,
        @Nullable String language,
        @Nullable Image image,
        @Nullable String body,
        Instant publishedAt) {

    public Item {
        topics = List.copyOf(topics);
    }

    /** Differs when there is something new to store; dates, which many sources move without cause, do not count. */
    public String fingerprint() {
        return Fingerprint.of(
                url,
                title,
                standfirst,
                author,
                section,
                String.join("\n", topics),
                language,
                image == null ? null : image.toString(),
                body);
    }

    /**
     * Differs when the article says something else: in title, standfirst, author, section or body. Addresses of the page and of
     * pictures do not count, since many sources sign them anew at each poll, nor do topics and language, which only sort it.
     */
    public String textFingerprint() {
        return Fingerprint.of(title, standfirst, author, section, body == null ? null : Body.saying(body));
    }
}
