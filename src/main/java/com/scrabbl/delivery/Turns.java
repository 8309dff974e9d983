package com.scrabbl.delivery;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Whose turn it is when several editions of this process ask for what there is too little of: that of the one that was given
 * least since it began to ask, so that a small edition never waits behind a big one. Who does not ask is not waited for.
 * Guarded by its owner.
 */
final class Turns {

    /** Who has not asked for so long does not wait any more. */
    private static final long FRESH = TimeUnit.MILLISECONDS.toNanos(500);

    private final Map<Long, Asker> askers = new HashMap<>();

    private static final class Asker {
        private long given;
        private long askedAt;
        private boolean waits;

        boolean fresh(long now) {
            return now - askedAt < FRESH;
        }
    }

    /**
     * Whether the edition may take the next one; if not, another one that waits is first.
     *
     * @param ahead how many more it may have been given than another one that waits, exclusive; at least 1
     * @param now as {@link System#nanoTime} tells it
     */
    boolean isNext(long edition, int ahead, long now) {
        askers.values().removeIf(asker -> !asker.fresh(now));
        long least = leastGiven();
        Asker self = askers.computeIfAbsent(edition, any -> {
            Asker fresh = new Asker();
            fresh.given = least;
            return fresh;
        });
        self.askedAt = now;
        boolean behind = askers.values().stream().anyMatch(other -> other.waits && other.given + ahead <= self.given);
        self.waits = behind;
        return !behind;
    }

    /** It was its turn, and there was nothing to take. */
    void waits(long edition) {
        Asker asker = askers.get(edition);
        if (asker != null) {
            asker.waits = true;
        }
    }

    /** It has taken one. */
    void took(long edition) {
        Asker asker = askers.get(edition);
        if (asker != null) {
            asker.given++;
            asker.waits = false;
        }
    }

    /** How many editions ask at present. */
    int asking() {
        return Math.max(1, askers.size());
    }

    private long leastGiven() {
        return askers.values().stream().mapToLong(asker -> asker.given).min().orElse(0);
    }
}
