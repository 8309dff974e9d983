package com.scrabbl.subscriber.transfer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Writes chunks while the next one is read: the file and the database take about the same time. */
final class WriteBehind<T> implements AutoCloseable {

    private final int most;
    private final Consumer<T> written;
    private final ExecutorService threads;
    private final Deque<Future<T>> present = new ArrayDeque<>();

    /**
     * @param most chunks that are written at once
     * @param written is told what came of each, in their order, by the thread that reads
     */
    WriteBehind(int most, Consumer<T> written) {
        this.most = most;
        this.written = written;
        this.threads = Executors.newFixedThreadPool(most);
    }

    /** Lets this one be written, when the oldest of them is if there are as many as may be. */
    void write(Callable<T> chunk) {
        if (present.size() == most) {
            awaitOldest();
        }
        present.add(threads.submit(chunk));
    }

    /**
     * Waits until everything is written.
     *
     * @throws RuntimeException what writing failed with
     */
    void await() {
        while (!present.isEmpty()) {
            awaitOldest();
        }
    }

    private void awaitOldest() {
        try {
            written.accept(present.remove().get());
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a list was written; importing it again goes on", e);
        }
    }

    /** Chunks that are being written are finished, whatever made the reading end. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            boolean ended = threads.awaitTermination(1, TimeUnit.MINUTES);
            if (!ended) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
