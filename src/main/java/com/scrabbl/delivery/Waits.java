package com.scrabbl.delivery;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Until when the next one has to wait, by relay. Somebody may say otherwise meanwhile, so it is asked again soon, however long
 * the wait is. Guarded by its owner.
 */
final class Waits {

    private static final long LONGEST = TimeUnit.MILLISECONDS.toNanos(500);

    private final Map<String, Wait> byRelay = new HashMap<>();

    private record Wait(Instant until, long askedAt) {}

    /** Whether it is not to be asked again yet. */
    boolean lasts(String relay, Instant now) {
        Wait wait = byRelay.get(relay);
        return wait != null && now.isBefore(wait.until()) && System.nanoTime() - wait.askedAt() < LONGEST;
    }

    /** What was answered; null for no wait. */
    void set(String relay, @Nullable Instant until) {
        if (until == null) {
            byRelay.remove(relay);
        } else {
            byRelay.put(relay, new Wait(until, System.nanoTime()));
        }
    }

    /** When the first of these relays may send; now, when that is not known. */
    Instant earliest(Set<String> relays, Instant now) {
        return relays.stream()
                .map(relay -> until(relay, now))
                .min(Instant::compareTo)
                .orElse(now);
    }

    private Instant until(String relay, Instant now) {
        Wait wait = byRelay.get(relay);
        return wait == null ? now : wait.until();
    }
}
