package com.scrabbl.delivery;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Until when the next of some readers has to wait, by the relay that is to send to them. Not for several threads. */
final class Waits {

    /** Somebody may say otherwise meanwhile: it is asked again soon, however long the wait is. */
    private static final long LONGEST = TimeUnit.MILLISECONDS.toNanos(500);

    private final Map<String, Wait> byRelay = new HashMap<>();

    private record Wait(Instant until, long askedAt) {}

    void begin(String relay, Instant until) {
        byRelay.put(relay, new Wait(until, System.nanoTime()));
    }

    void end(String relay) {
        byRelay.remove(relay);
    }

    /** Whether it need not be asked again yet. */
    boolean last(String relay, Instant now) {
        Wait wait = byRelay.get(relay);
        return wait != null && now.isBefore(wait.until()) && System.nanoTime() - wait.askedAt() < LONGEST;
    }

    /** When the first of these relays may send; now, when that is not known of one. */
    Instant earliest(Set<String> relays, Instant now) {
        return relays.stream()
                .map(relay -> byRelay.containsKey(relay) ? byRelay.get(relay).until() : now)
                .min(Instant::compareTo)
                .orElse(now);
    }
}
