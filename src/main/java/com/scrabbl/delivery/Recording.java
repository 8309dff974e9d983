package com.scrabbl.delivery;

import com.scrabbl.delivery.Ledger.Begun;
import com.scrabbl.delivery.Ledger.Claim;
import com.scrabbl.delivery.Ledger.Request;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one lane asks of the ledger's writer: one request at a time, which records what came of a message and begins the
 * attempt after the next. So at most two deliveries of the lane are in doubt at any time: the one being sent, and the one
 * before it, not recorded yet, or after it, begun already.
 */
final class Recording {

    /** An open connection that is not used for so long is better closed. */
    private static final long LONG = TimeUnit.SECONDS.toNanos(2);

    private final Pass shared;
    private final LedgerWriter writer;
    private final Supplier<String> relay;

    /** What is due and taken by this lane, and not asked for yet. */
    private OptionalLong reserved = OptionalLong.empty();
    /** The request that is under way. */
    private @Nullable Asked asked;
    /** What came of the last attempt, to be recorded with the next request. */
    private @Nullable Settlement settled;

    /** @param relay by which the lane sends at present */
    Recording(Pass shared, LedgerWriter writer, Supplier<String> relay) {
        this.shared = shared;
        this.writer = writer;
        this.relay = relay;
    }

    private record Asked(
            CompletableFuture<Begun> answer,
            @Nullable Settlement settled,
            @Nullable Claim claim) {}

    /** Takes something that may go now, unless the lane has taken something already; false when there is none. */
    boolean reserve() {
        if (reserved.isEmpty()) {
            reserved = Patience.reading(() -> shared.due().next(relay.get()), shared::ended);
        }
        return reserved.isPresent();
    }

    /**
     * Waits, with nothing in doubt, until something may go, unless the lane has taken or asked for something already.
     *
     * @param idle done once when it takes long
     * @return false when nothing more is due, or it would be too long
     */
    boolean reserveOrWait(Runnable idle) {
        long from = System.nanoTime();
        boolean told = false;
        while (asked == null && !reserve()) {
            settleAll();
            if (!shared.waits()) {
                return false;
            }
            if (!told && System.nanoTime() - from > LONG) {
                told = true;
                idle.run();
            }
            shared.pause();
        }
        return true;
    }

    /** Leaves what was taken, and not asked for, to other lanes. */
    void giveBack() {
        reserved.ifPresent(shared.due()::giveBack);
        reserved = OptionalLong.empty();
    }

    /**
     * The next attempt, durably recorded; null when nothing may go now.
     *
     * @throws LeaseLostException when the worker's lease has lapsed
     */
    @Nullable
    Delivery next() {
        while (asked != null || reserve()) {
            if (asked == null) {
                askToBegin();
            }
            Delivery delivery = await();
            if (delivery != null) {
                return delivery;
            }
        }
        return null;
    }

    /**
     * The attempt after the present one, if its recording comes to an end within this time; {@link #next} gives it again.
     * Null when there is none, or not yet, or it could not be begun.
     */
    @Nullable
    Delivery ahead(Duration atMost) {
        Asked present = asked;
        if (present == null) {
            return null;
        }
        try {
            return present.answer().get(atMost.toNanos(), TimeUnit.NANOSECONDS).delivery();
        } catch (TimeoutException | ExecutionException | CancellationException e) {
            // Whoever asks for it next is told why.
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /** What came of the last message goes to the ledger now, together with the beginning of the attempt after the next. */
    void askAhead() {
        if (!shared.ended() && !shared.trust().isOnTrial(relay.get()) && reserve()) {
            askToBegin();
        } else {
            askToSettle();
        }
    }

    /** What came of a message; null when it was taken back. It is asked to be recorded with the next request. */
    void came(@Nullable Settlement settlement) {
        settled = settlement;
    }

    /** Takes an attempt back that certainly never reached the relay, and leaves the delivery to any lane. */
    void release(Delivery delivery) {
        takeBack(delivery);
        shared.due().giveBack(delivery.subscription());
    }

    /** The same, without leaving the delivery to another lane. */
    void takeBack(Delivery delivery) {
        writer.record(Request.release(shared.worker(), delivery));
    }

    /** Records what was answered, and takes back what was begun and not sent: then nothing is in doubt. */
    void settleAll() {
        try {
            Delivery ahead = await();
            if (ahead != null) {
                release(ahead);
            }
        } finally {
            askToSettle();
            await();
        }
    }

    private void askToBegin() {
        Claim claim = new Claim(shared.job().edition(), reserved.orElseThrow(), shared.worker());
        ask(Request.settleAndBegin(settled, claim));
        reserved = OptionalLong.empty();
    }

    private void askToSettle() {
        if (settled != null) {
            ask(Request.settle(shared.worker(), settled));
        }
    }

    private void ask(Request request) {
        asked = new Asked(writer.ask(request), settled, request.next());
        settled = null;
    }

    /** What the request under way began, if there is one and it began anything. */
    private @Nullable Delivery await() {
        Asked present = asked;
        if (present == null) {
            return null;
        }
        asked = null;
        Begun begun = LedgerWriter.await(present.answer());
        if (present.settled() != null) {
            shared.job().progress().count(present.settled().state());
        }
        if (present.claim() != null && begun.delivery() == null) {
            shared.due().notBegun(present.claim().subscription());
        }
        if (begun.leaseLost()) {
            throw new LeaseLostException(shared.worker());
        }
        return begun.delivery();
    }
}
