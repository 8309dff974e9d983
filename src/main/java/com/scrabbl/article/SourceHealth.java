package com.scrabbl.article;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a source does.
 *
 * @param articles stored from it, withdrawn ones included
 * @param succeededAt when it was last polled without failure
 * @param changedAt when it last brought an article that was new or changed
 * @param failures polls that failed since then, in a row
 * @param error of the last poll; null when it went well
 * @param nextPollAt before which it is left alone after failures; null when it is polled whenever it is wanted
 * @param movedTo where its server says that it is from now on, and where it is polled; null if it is where it was
 */
public record SourceHealth(
        Source source,
        long articles,
        @Nullable Instant succeededAt,
        @Nullable Instant changedAt,
        int failures,
        @Nullable String error,
        @Nullable Instant nextPollAt,
        @Nullable String movedTo) {}
