package com.scrabbl.delivery;

import java.time.Duration;
import java.time.Instant;

/**
 * How fast messages were taken lately: in the present minute, and the one before. Providers count by the minute or longer, so
 * what went in a few seconds is counted as if it had taken a minute. Guarded by its owner.
 */
final class Speed {

    /** The least that providers count by. */
    static final Duration SPAN = Duration.ofMinutes(1);

    private Instant begun = Instant.EPOCH;
    private long present;
    private long before;

    void count(Instant now) {
        roll(now);
        present++;
    }

    /** Messages an hour. */
    long anHour(Instant now) {
        roll(now);
        Duration time = Duration.between(begun, now).plus(before > 0 ? SPAN : Duration.ZERO);
        long millis = Math.max(SPAN.toMillis(), time.toMillis());
        return (present + before) * Duration.ofHours(1).toMillis() / millis;
    }

    private void roll(Instant now) {
        long spans = Duration.between(begun, now).dividedBy(SPAN);
        if (spans >= 1) {
            before = spans == 1 ? present : 0;
            present = 0;
            begun = spans == 1 ? begun.plus(SPAN) : now;
        }
    }
}
