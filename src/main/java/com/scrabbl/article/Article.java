package com.scrabbl.article;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One published piece as it is stored: texts are plain and on one line, links absolute with http or https, the body
 * sanitised HTML.
 *
 * @param source the name of its source
 * @param externalId what it is recognised by at its source
 * @param topics as the source writes them, in its order
 * @param language BCP 47
 * @param publishedAt as the source says; first sight, where it says nothing or a future date
 * @param firstSeen a growing number over all sources
 * @param firstImport whether it was seen at its source's first import, when everything is new: its age counts from
 *     {@code publishedAt}, else from {@code firstSeenAt}
 * @param feedPosition 0 is the first item of its feed
 * @param revision 1 is the first
 * @param withdrawnAt since when it may no longer be sent
 */
public record Article(
        long id,
        long sourceId,
        String source,
        String externalId,
        String url,
        String canonicalUrl,
        String title,
        @Nullable String standfirst,
        @Nullable String author,
        @Nullable String section,
        List<String> topics,
        @Nullable String language,
        @Nullable ArticleImage image,
        @Nullable String body,
        Instant publishedAt,
        long firstSeen,
        Instant firstSeenAt,
        boolean firstImport,
        int feedPosition,
        int revision,
        @Nullable Instant withdrawnAt) {

    public Article {
        topics = List.copyOf(topics);
    }

    Article withTopics(List<String> others) {
        return new Article(
                id,
                sourceId,
                source,
                externalId,
                url,
                canonicalUrl,
                title,
                standfirst,
                author,
                section,
                others,
                language,
                image,
                body,
                publishedAt,
                firstSeen,
                firstSeenAt,
                firstImport,
                feedPosition,
                revision,
                withdrawnAt);
    }
}
