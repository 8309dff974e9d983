package com.scrabbl.delivery;

import com.scrabbl.delivery.Ledger.Begun;
import com.scrabbl.delivery.Ledger.Request;
import com.scrabbl.disk.DatabaseDisk;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Records for all lanes of this process: whatever they asked while the last commit ran becomes the next one. A lane waits
 * for its own request only; when the writer falls behind, askers wait.
 *
 * <p>When the database does not answer, the writer keeps what it was told and tries again ({@link PatientLedger});
 * {@link #isFailing()} tells the lanes meanwhile that nothing can be recorded.
 */
@Component
class LedgerWriter implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(LedgerWriter.class);

    /** Larger groups do not make it faster, but each lane wait longer. */
    private static final int LARGEST_GROUP = 128;

    /** Nanoseconds for which a commit waits for one more lane to ask: less than it takes. */
    private static final long PAUSE = TimeUnit.MICROSECONDS.toNanos(500);

    /** Nanoseconds for which it waits while one after the other asks. */
    private static final long LINGER = TimeUnit.MILLISECONDS.toNanos(2);

    /** Requests that wait; a lane asks one at a time, so that this many lanes never wait to ask. */
    private static final int LONGEST_QUEUE = 1_024;

    private final PatientLedger ledger;
    private final BlockingQueue<Asked> queue = new ArrayBlockingQueue<>(LONGEST_QUEUE);
    private final AtomicInteger lanes = new AtomicInteger();
    private volatile boolean closed;
    private @Nullable Thread thread;

    LedgerWriter(Ledger ledger, DeliveryMeters meters, DatabaseDisk disk) {
        this.ledger = new PatientLedger(ledger, meters, disk, Patience.LONGEST);
    }

    private record Asked(Request request, CompletableFuture<Begun> answer) {}

    /** Asks for a request to be recorded; {@link #await} gives what came of it. */
    CompletableFuture<Begun> ask(Request request) {
        start();
        Asked asked = new Asked(request, new CompletableFuture<>());
        try {
            queue.put(asked);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Interrupted while waiting for the ledger's writer");
        }
        if (closed) {
            asked.answer().cancel(false);
        }
        return asked.answer();
    }

    /**
     * Waits until a request is durably recorded.
     *
     * @throws DataAccessException when the ledger could not record it, for longer than the writer's patience
     * @throws TransactionException likewise
     */
    static Begun await(CompletableFuture<Begun> asked) {
        try {
            return asked.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    /** Asks, and waits until it is durably recorded. */
    Begun record(Request request) {
        return await(ask(request));
    }

    /** Whether the database does not answer at present: nothing should be sent that is not recorded yet. */
    boolean isFailing() {
        return ledger.isFailing();
    }

    private synchronized void start() {
        if (closed) {
            throw new CancellationException("The ledger's writer has ended");
        }
        if (thread == null) {
            Thread writer = new Thread(this::write, "ledger");
            writer.setDaemon(true);
            writer.start();
            thread = writer;
        }
    }

    private void write() {
        List<Asked> asked = new ArrayList<>();
        try {
            while (!closed) {
                asked.add(queue.take());
                queue.drainTo(asked, LARGEST_GROUP - 1);
                linger(asked);
                record(List.copyOf(asked));
                asked.clear();
            }
        } catch (InterruptedException e) {
            log.debug("The process ends", e);
        } finally {
            queue.drainTo(asked);
            asked.forEach(one -> one.answer().cancel(false));
        }
    }

    /**
     * A commit costs about the same for one request as for ten: what most lanes ask at about the same time is one. Where
     * they ask at long intervals, as over a slow line, they need not wait for each other.
     */
    private void linger(List<Asked> asked) throws InterruptedException {
        int enough = Math.min(LARGEST_GROUP, lanes.get() * 3 / 4);
        long until = System.nanoTime() + LINGER;
        while (asked.size() < enough) {
            Asked one = queue.poll(Math.min(PAUSE, until - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (one == null) {
                return;
            }
            asked.add(one);
            queue.drainTo(asked, LARGEST_GROUP - asked.size());
        }
    }

    /** So many more lanes will ask, or fewer, if negative. */
    void expect(int more) {
        lanes.addAndGet(more);
    }

    private void record(List<Asked> asked) {
        try {
            answer(asked, ledger.record(asked.stream().map(Asked::request).toList()));
        } catch (DataIntegrityViolationException e) {
            recordEachAlone(asked, e);
        } catch (RuntimeException e) {
            asked.forEach(one -> one.answer().completeExceptionally(e));
        } catch (Error e) {
            // The lanes must hear of it: nobody else answers them.
            asked.forEach(one -> one.answer()
                    .completeExceptionally(new IllegalStateException("The ledger's writer broke: " + e, e)));
        }
    }

    /** What the database does not take of one lane must not keep it from the others. */
    private void recordEachAlone(List<Asked> asked, DataIntegrityViolationException refusal) {
        if (asked.size() == 1) {
            asked.get(0).answer().completeExceptionally(refusal);
        } else {
            asked.forEach(one -> record(List.of(one)));
        }
    }

    private static void answer(List<Asked> asked, List<Begun> answers) {
        for (int number = 0; number < asked.size(); number++) {
            asked.get(number).answer().complete(answers.get(number));
        }
    }

    @Override
    public synchronized void destroy() {
        closed = true;
        ledger.losePatience();
        if (thread != null) {
            thread.interrupt();
        }
    }
}
