package com.scrabbl.delivery;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is recorded of the buckets, as this process saw it when it looked last. For several threads. */
final class RecordedPace {

    private static final long FRESH = TimeUnit.SECONDS.toNanos(1);

    private final PaceRows stored;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile Seen seen = new Seen(Map.of(), System.nanoTime() - FRESH);

    RecordedPace(PaceRows stored) {
        this.stored = stored;
    }

    private record Seen(Map<Bucket, PaceRow> rows, long at) {}

    Map<Bucket, PaceRow> rows() {
        return seen.rows();
    }

    /** Null when nothing is recorded of it. */
    @Nullable
    PaceRow of(Bucket bucket) {
        return seen.rows().get(bucket);
    }

    /** Looks it up, if nobody did within the last second or does just now. */
    void look() {
        if (System.nanoTime() - seen.at() >= FRESH && looking.tryLock()) {
            try {
                read();
            } finally {
                looking.unlock();
            }
        }
    }

    /** Looks it up, and waits for who does just now. */
    void lookAgain() {
        looking.lock();
        try {
            read();
        } finally {
            looking.unlock();
        }
    }

    /**
     * Shows a row as it is going to be from now until it is written, so that nobody begins meanwhile what it forbids.
     *
     * @return what writing it returns
     */
    <T> T announce(PaceRow row, Supplier<T> writing) {
        looking.lock();
        try {
            Map<Bucket, PaceRow> rows = new HashMap<>(seen.rows());
            rows.put(row.bucket(), row);
            seen = new Seen(Map.copyOf(rows), System.nanoTime());
            T written = writing.get();
            read();
            return written;
        } finally {
            looking.unlock();
        }
    }

    private void read() {
        long at = System.nanoTime();
        Map<Bucket, PaceRow> read = new HashMap<>();
        stored.all().forEach(row -> read.put(row.bucket(), row));
        seen = new Seen(Map.copyOf(read), at);
    }
}
