package com.scrabbl.delivery;

import com.scrabbl.mail.MailConnection;
import com.scrabbl.mail.MailTransport;
import com.scrabbl.mail.RelayException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides who may try to connect to a relay. Closed: anyone. A failed try trips it: from then on there is one probe at a
 * time, when the {@link Outage} says so; one that succeeds closes it for all at once. While connections are in use, a relay
 * that takes no further one only has fewer of them; with none in use it is given up when the patience ends. For several
 * threads.
 */
final class Breaker {

    private static final Logger log = LoggerFactory.getLogger(Breaker.class);

    private enum Turn {
        TRY,
        PROBE,
        NONE
    }

    private final String relay;
    private final long patience;
    private final long betweenLooks;
    private final LongSupplier nanoTime;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int inUse;
    private int asking;
    /** Null while the breaker is closed. */
    private @Nullable Outage outage;

    private boolean told;

    /**
     * @param relay for people
     * @param patience how long connecting may fail while no connection is in use
     * @param betweenLooks how long nobody asks whether a connection is still wanted
     * @param nanoTime tells time as {@link System#nanoTime} does
     */
    Breaker(String relay, Duration patience, Duration betweenLooks, LongSupplier nanoTime) {
        this.relay = relay;
        this.patience = patience.toNanos();
        this.betweenLooks = betweenLooks.toNanos();
        this.nanoTime = nanoTime;
    }

    /**
     * Waits for a connection; whoever is given one says {@link #closed} when it lets go of it.
     *
     * @param giveUp asked now and again whether a connection is still wanted
     * @return null when it was given up, or the thread interrupted
     * @throws RelayException when the relay cannot be reached and the patience is at its end, or at once when it is our
     *     configuration that is refused
     */
    @Nullable
    MailConnection open(MailTransport transport, BooleanSupplier giveUp) {
        begin();
        try {
            for (Turn turn = turn(giveUp); turn != Turn.NONE; turn = turn(giveUp)) {
                MailConnection connection = tried(transport, turn);
                if (connection != null) {
                    return connection;
                }
            }
            return null;
        } finally {
            end();
        }
    }

    /**
     * Tries at once, if anybody may try now; whoever is given a connection says {@link #closed} when it lets go of it.
     *
     * @return null when the relay is not to be had now
     * @throws RelayException when it is our configuration that is refused
     */
    @Nullable
    MailConnection attempt(MailTransport transport) {
        Turn turn = locked(this::turnNow);
        return turn == Turn.NONE ? null : tried(transport, turn);
    }

    private Turn turnNow() {
        if (outage == null) {
            return Turn.TRY;
        }
        return outage.beginsProbe(nanoTime.getAsLong()) ? Turn.PROBE : Turn.NONE;
    }

    private <T extends @Nullable Object> T locked(Supplier<T> question) {
        lock.lock();
        try {
            return question.get();
        } finally {
            lock.unlock();
        }
    }

    /** Why the relay was given up, since it cannot be reached and the patience with it is at its end; else null. */
    @Nullable
    RelayException givenUp() {
        return locked(() -> {
            Outage present = outage;
            return present != null && inUse == 0 && present.isAsLongAs(patience, nanoTime.getAsLong())
                    ? present.why()
                    : null;
        });
    }

    /** Whether the latest try succeeded, or there was none. */
    boolean isClosed() {
        return locked(() -> outage == null);
    }

    /** A connection is not used any more: the relay may have room for another. */
    void closed() {
        lock.lock();
        try {
            inUse--;
            if (outage != null) {
                outage.roomMade(nanoTime.getAsLong());
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private int begin() {
        return locked(() -> {
            if (asking == 0 && inUse == 0) {
                // What an earlier pass found is no news to this one: it begins with a try of its own.
                outage = null;
            }
            return asking++;
        });
    }

    private int end() {
        return locked(() -> asking--);
    }

    /** Waits until this lane may try to connect, or gives up. */
    private Turn turn(BooleanSupplier giveUp) {
        while (!giveUp.getAsBoolean()) {
            lock.lock();
            try {
                Turn turn = turnNow();
                if (turn != Turn.NONE) {
                    return turn;
                }
                RelayException over = givenUp();
                if (over != null) {
                    throw over;
                }
                changed.awaitNanos(Objects.requireNonNull(outage).quiet(nanoTime.getAsLong(), betweenLooks));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Turn.NONE;
            } finally {
                lock.unlock();
            }
        }
        return Turn.NONE;
    }

    private @Nullable MailConnection tried(MailTransport transport, Turn turn) {
        boolean settled = false;
        try {
            MailConnection connection = transport.open();
            settled = true;
            succeeded();
            return connection;
        } catch (RelayException e) {
            if (e.ours()) {
                throw e;
            }
            settled = true;
            failed(e, turn);
            return null;
        } finally {
            if (!settled && turn == Turn.PROBE) {
                letOthersProbe();
            }
        }
    }

    private void succeeded() {
        lock.lock();
        try {
            inUse++;
            outage = null;
            changed.signalAll();
            if (told) {
                told = false;
                log.info("The relay {} is back", relay);
            }
        } finally {
            lock.unlock();
        }
    }

    private void failed(RelayException e, Turn turn) {
        lock.lock();
        try {
            long now = nanoTime.getAsLong();
            if (outage == null) {
                outage = new Outage(e, now);
            } else if (turn == Turn.PROBE) {
                outage.probeFailed(e, now);
            } else {
                outage.tryFailed(e);
            }
            changed.signalAll();
            if (inUse == 0 && !told) {
                told = true;
                log.warn("{} It is tried again, one connection at a time, until it is back", e.getMessage());
            }
        } finally {
            lock.unlock();
        }
    }

    private void letOthersProbe() {
        lock.lock();
        try {
            if (outage != null) {
                outage.abandoned();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
