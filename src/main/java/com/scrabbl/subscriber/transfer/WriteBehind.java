package com.scrabbl.subscriber.transfer;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Writes one chunk while the next one is read: the file and the database take about the same time. */
final class WriteBehind implements AutoCloseable {

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private @Nullable Future<?> present;

    /** Waits for the chunk before, then lets this one be written. */
    void write(Runnable chunk) {
        await();
        present = thread.submit(chunk);
    }

    /**
     * Waits until everything is written.
     *
     * @throws RuntimeException what writing failed with
     */
    void await() {
        Future<?> writing = present;
        present = null;
        if (writing == null) {
            return;
        }
        try {
            writing.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a list was written; importing it again goes on", e);
        }
    }

    /** A chunk that is being written is finished, whatever made the reading end. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            boolean ended = thread.awaitTermination(1, TimeUnit.MINUTES);
            if (!ended) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
