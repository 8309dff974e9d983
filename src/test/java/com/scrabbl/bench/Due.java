package com.scrabbl.bench;

import java.io.IOException;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done a fixed time after it was added, on average: a selector waits in whole milliseconds, and this thread for a
 * processor, so what is late by so much most of the time is begun so much earlier.
 */
final class Due<T> {

    private static final long LEAST_EARLY = 500_000;
    private static final long MOST_EARLY = 3_000_000;

    /** One is forgotten after so many more. */
    private static final int LATELY = 1_000;

    private final long delay;
    private final ArrayDeque<Entry<T>> waiting = new ArrayDeque<>();
    private long early = LEAST_EARLY;
    private long taken;
    private long waited;

    Due(Duration delay) {
        this.delay = delay.toNanos();
    }

    private record Entry<T>(T what, long added) {}

    void add(T what) {
        waiting.add(new Entry<>(what, System.nanoTime()));
    }

    /** The next one whose time has come. */
    @Nullable
    T take() {
        Entry<T> next = waiting.peek();
        if (next == null || remaining(next) > early) {
            return null;
        }
        waiting.remove();
        taken++;
        long took = System.nanoTime() - next.added();
        waited += took;
        early = Math.max(LEAST_EARLY, Math.min(MOST_EARLY, early + (took - delay) / LATELY));
        return next.what();
    }

    private long remaining(Entry<T> entry) {
        return entry.added() + delay - System.nanoTime();
    }

    /** Waits until a channel is ready, or the next one is due. */
    void select(Selector selector) throws IOException {
        Entry<T> next = waiting.peek();
        if (next == null) {
            selector.select();
            return;
        }
        long millis = (remaining(next) - early + 999_999) / 1_000_000;
        if (millis > 0) {
            selector.select(millis);
        } else {
            selector.selectNow();
        }
    }

    /** How long they have waited on average, in milliseconds. */
    double mean() {
        return taken == 0 ? 0 : waited / 1e6 / taken;
    }
}
