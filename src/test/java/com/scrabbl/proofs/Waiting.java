package com.scrabbl.proofs;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what another process does. */
public final class Waiting {

    private Waiting() {}

    /** Returns how long it took. */
    public static Duration until(String what, Duration longest, BooleanSupplier condition) {
        long begun = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - begun > longest.toNanos()) {
                throw new AssertionError("Not so after " + longest + ": " + what);
            }
            pause(Duration.ofMillis(10));
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    public static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
