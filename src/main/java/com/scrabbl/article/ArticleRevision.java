package com.scrabbl.article;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an article said before its text changed.
 *
 * @param replacedAt when the next revision took its place
 */
public record ArticleRevision(
        int revision,
        String title,
        @Nullable String standfirst,
        @Nullable String author,
        @Nullable String section,
        String url,
        @Nullable String body,
        Instant replacedAt) {}
