package com.scrabbl.article;

import com.scrabbl.article.fetch.RetryAfter;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Until when a source that failed is left alone.
 *
 * @param until not before; null: whenever it is wanted
 * @param asked whether the server asked for it, which nobody overrides
 */
record Waiting(@Nullable Instant until, boolean asked) {

    static final Waiting NONE = new Waiting(null, false);

    /** A failure or two may be over at once. */
    private static final int PATIENCE = 3;

    private static final Duration FIRST = Duration.ofMinutes(5);
    private static final Duration LONGEST = Duration.ofHours(1);

    /**
     * What follows from a failure: what the server asks for; else nothing at first, and from the third failure in a row on
     * 5 minutes, doubled with each further one, up to an hour.
     *
     * @param failures in a row, this one included
     */
    static Waiting after(int failures, @Nullable RetryAfter retryAfter, Instant now) {
        if (retryAfter != null) {
            return new Waiting(retryAfter.from(now), true);
        } else if (failures < PATIENCE) {
            return NONE;
        }
        Duration delay = FIRST.multipliedBy(1L << Math.min(failures - PATIENCE, 10));
        return new Waiting(now.plus(delay.compareTo(LONGEST) < 0 ? delay : LONGEST), false);
    }

    /** Whether it may not be asked now. */
    boolean forbids(Instant now, boolean byHand) {
        return until != null && now.isBefore(until) && (asked || !byHand);
    }
}
