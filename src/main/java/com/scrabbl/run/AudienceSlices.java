package com.scrabbl.run;

import com.scrabbl.delivery.Lanes.StopSignal;
import com.scrabbl.run.audience.Audience;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The subscriptions that a newsletter has now, in slices by their ids. */
final class AudienceSlices {

    private final JdbcClient jdbc;
    private final long newsletterId;
    private final int size;
    private final long highest;
    private long last;
    private boolean failed;

    /** @param size how many subscriptions a slice has */
    AudienceSlices(JdbcClient jdbc, long newsletterId, int size) {
        this.jdbc = jdbc;
        this.newsletterId = newsletterId;
        this.size = size;
        this.highest = jdbc.sql("SELECT COALESCE(MAX(s.id), 0) " + Audience.ACTIVE)
                .param("newsletter", newsletterId)
                .query(Long.class)
                .single();
    }

    /**
     * Subscriptions by their ids.
     *
     * @param after exclusive
     * @param end inclusive
     */
    record Slice(long after, long end) {}

    /**
     * Gives all slices away, some at once, each in its own thread; the first failure ends it when those under way have ended.
     *
     * @return false when it was stopped before all were given
     */
    boolean each(int atOnce, StopSignal stop, Consumer<Slice> work) {
        if (atOnce == 1) {
            return work(stop, work);
        }
        ExecutorService threads = Executors.newFixedThreadPool(atOnce);
        try {
            Callable<Boolean> worker = () -> work(stop, work);
            boolean all = true;
            for (Future<Boolean> ended : threads.invokeAll(Collections.nCopies(atOnce, worker))) {
                all &= ended.get();
            }
            return all;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while an audience was frozen; the next execution goes on", e);
        } finally {
            threads.shutdown();
        }
    }

    private boolean work(StopSignal stop, Consumer<Slice> work) {
        while (!stop.requested()) {
            Slice slice = next();
            if (slice == null) {
                return true;
            }
            try {
                work.accept(slice);
            } catch (RuntimeException e) {
                end();
                throw e;
            }
        }
        return false;
    }

    private synchronized void end() {
        failed = true;
    }

    /** Null when there is none, or another one failed. */
    private synchronized @Nullable Slice next() {
        if (failed) {
            return null;
        }
        Long end = jdbc.sql("""
                SELECT MAX(id) FROM (
                    SELECT id FROM subscription
                    WHERE newsletter_id = :newsletter AND id > :last AND id <= :highest
                    ORDER BY newsletter_id, id
                    LIMIT :size) slice
                """)
                .param("newsletter", newsletterId)
                .param("last", last)
                .param("highest", highest)
                .param("size", size)
                .query(Long.class)
                .optional()
                .orElse(null);
        if (end == null) {
            return null;
        }
        Slice slice = new Slice(last, end);
        last = end;
        return slice;
    }
}
