package com.scrabbl.people;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Counts wrong passwords under a key. The first few cost nothing; after that each is followed by a pause, the longer the
 * more there were. What was not guessed at for an hour is forgotten, and so are the idlest of very many keys. Each process
 * counts for itself.
 */
final class Guesses {

    private static final int MOST_KEYS = 50_000;
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);

    private final Cache<String, Count> counts = Caffeine.newBuilder()
            .maximumSize(MOST_KEYS)
            .expireAfterAccess(FORGOTTEN_AFTER)
            .build();

    private final Clock clock;
    private final int free;
    private final Duration longest;

    private record Count(int wrong, Instant last, Instant pauseUntil) {}

    /**
     * @param free how many wrong ones are followed by no pause
     * @param longest pause
     */
    Guesses(Clock clock, int free, Duration longest) {
        this.clock = clock;
        this.free = free;
        this.longest = longest;
    }

    /** How long nothing is looked at under this key; zero when the next one is. */
    Duration pause(String key) {
        Count count = counts.getIfPresent(key);
        return count == null ? Duration.ZERO : left(count);
    }

    /**
     * Counts one as wrong before it is looked at, so that many at once are no way round.
     *
     * @return how long nothing is looked at under this key, and then this one was not counted; zero when it may be
     */
    Duration begin(String key) {
        Instant now = clock.instant();
        Duration[] pause = {Duration.ZERO};
        counts.asMap().compute(key, (same, before) -> {
            if (before == null || before.last().plus(FORGOTTEN_AFTER).isBefore(now)) {
                return new Count(1, now, now.plus(pauseAfter(1)));
            }
            pause[0] = left(before);
            int wrong = before.wrong() + 1;
            return pause[0].isZero() ? new Count(wrong, now, now.plus(pauseAfter(wrong))) : before;
        });
        return pause[0];
    }

    /** The one that was begun last was right. */
    void takeBack(String key) {
        counts.asMap()
                .computeIfPresent(
                        key,
                        (same, count) ->
                                count.wrong() <= 1 ? null : new Count(count.wrong() - 1, count.last(), Instant.EPOCH));
    }

    void forget(String key) {
        counts.invalidate(key);
    }

    private Duration left(Count count) {
        Duration left = Duration.between(clock.instant(), count.pauseUntil());
        // A clock that was set back must not lock anybody out.
        return left.isNegative() || left.compareTo(longest) > 0 ? Duration.ZERO : left;
    }

    private Duration pauseAfter(int wrong) {
        if (wrong < free) {
            return Duration.ZERO;
        }
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(wrong - free, 20));
        return pause.compareTo(longest) < 0 ? pause : longest;
    }
}
