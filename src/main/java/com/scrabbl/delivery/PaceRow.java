package com.scrabbl.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What is recorded of a bucket's pace.
 *
 * @param slowedTo when it was slowed; null while it was not
 * @param suspendedUntil exclusive; null while it is open
 * @param level suspensions one after another, with no message taken between
 * @param reason whose fault it was that it was slowed or suspended, and what it means
 * @param said the provider's words
 */
record PaceRow(
        Bucket bucket,
        @Nullable Rate slowedTo,
        @Nullable Instant slowedAt,
        @Nullable Instant suspendedAt,
        @Nullable Instant suspendedUntil,
        int level,
        @Nullable String reason,
        @Nullable String said) {

    /** What was slowed is twice as fast after each such time. */
    private static final Duration RECOVERY = Duration.ofHours(1);

    /** After so many of them it is forgotten. */
    private static final int FORGOTTEN = 24;

    /** Of a bucket of which nothing is recorded. */
    static PaceRow open(Bucket bucket) {
        return new PaceRow(bucket, null, null, null, null, 0, null, null);
    }

    boolean suspended() {
        return suspendedUntil != null;
    }

    /** The same suspended once more; itself while it is suspended. */
    PaceRow suspendedBy(Pace.Why why, Instant now) {
        if (suspendedUntil != null && now.isBefore(suspendedUntil)) {
            return this;
        }
        return new PaceRow(
                bucket,
                slowedTo,
                slowedAt,
                suspendedAt == null ? now : suspendedAt,
                now.plus(RetryPolicy.at(level + 1, why.lengths())).truncatedTo(ChronoUnit.SECONDS),
                level + 1,
                why.reason(),
                why.said());
    }

    /** The rate to which it is slowed now, since it recovers by and by; null when it is not. */
    @Nullable
    Rate slowed(Instant now) {
        if (slowedTo == null || slowedAt == null) {
            return null;
        }
        long recovered = Math.max(0, Duration.between(slowedAt, now).dividedBy(RECOVERY));
        return recovered >= FORGOTTEN ? null : Rate.anHour(slowedTo.anHour() << recovered);
    }

    /** When it was slowed, later by what the suspension took: in that time nobody learnt whether it may be faster. */
    @Nullable
    Instant slowedAtAfterSuspension(Instant now) {
        if (slowedAt == null || suspendedAt == null || suspendedUntil == null) {
            return slowedAt;
        }
        Instant begun = slowedAt.isAfter(suspendedAt) ? slowedAt : suspendedAt;
        Duration taken = Duration.between(begun, suspendedUntil.isBefore(now) ? suspendedUntil : now);
        return taken.isNegative() ? slowedAt : slowedAt.plus(taken);
    }
}
