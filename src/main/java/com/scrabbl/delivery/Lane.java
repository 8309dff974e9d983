package com.scrabbl.delivery;

import com.scrabbl.mail.Answer;
import com.scrabbl.mail.Answer.Outcome;
import com.scrabbl.mail.MailConnection;
import com.scrabbl.mail.Outgoing;
import com.scrabbl.mail.RelayException;
import com.scrabbl.mail.Stage;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * One lane: one connection, one message at a time. An attempt is begun only on an open connection, so that a relay that
 * cannot be reached touches no row.
 */
final class Lane implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(Lane.class);
    private static final int SETTLE_TRIES = 5;
    private static final Duration SETTLE_PAUSE = Duration.ofSeconds(1);

    private final int number;
    private final Lanes.Shared shared;
    private final Ledger ledger;
    private final Worker worker;
    private final Clock clock;
    private final int messagesPerConnection;

    private @Nullable MailConnection connection;
    private int sentOnConnection;
    /** Whether it counts no longer among the lanes that can work off what is due. */
    private boolean left;
    /** What came of the last attempt, to be recorded with the next request. */
    private @Nullable Settlement settled;

    Lane(int number, Lanes.Shared shared, Ledger ledger, Worker worker, Clock clock, int messagesPerConnection) {
        this.number = number;
        this.shared = shared;
        this.ledger = ledger;
        this.worker = worker;
        this.clock = clock;
        this.messagesPerConnection = messagesPerConnection;
    }

    @Override
    public void run() {
        try {
            work();
        } catch (RuntimeException e) {
            shared.failure().is(e);
        } catch (Error e) {
            shared.failure().is(new IllegalStateException("Lane " + number + " broke: " + e, e));
        } finally {
            leave();
            settleLast();
            closeConnection();
        }
    }

    private void work() {
        while (!left && !shared.ended()) {
            OptionalLong next = shared.due().next();
            if (next.isEmpty()) {
                return;
            }
            if (!connected()) {
                shared.due().giveBack(next.getAsLong());
                return;
            }
            attempt(next.getAsLong());
        }
    }

    private void attempt(long subscription) {
        Ledger.Claim claim = new Ledger.Claim(shared.job().edition(), subscription, shared.worker());
        Settlement last = settled;
        Optional<Delivery> begun = ledger.settleAndBegin(last, claim);
        counted(last);
        settled = null;
        begun.ifPresent(delivery -> settled = send(delivery));
    }

    private @Nullable Settlement send(Delivery delivery) {
        Outgoing message;
        try {
            message = shared.job().messages().messageFor(delivery);
        } catch (NotForThisReaderException e) {
            return delivery.skipped(e.reason(), clock.instant());
        } catch (DataAccessException | TransactionException e) {
            ledger.release(delivery, shared.worker());
            throw e;
        } catch (RuntimeException e) {
            // One bad value must not stop the edition: it becomes this row's reason, and the others go on.
            log.warn("The message of subscription {} could not be made: {}", delivery.subscription(), e.getMessage());
            log.debug("The message could not be made", e);
            return delivery.unrenderable(String.valueOf(e.getMessage()), clock.instant());
        }
        return hand(delivery, message);
    }

    private @Nullable Settlement hand(Delivery delivery, Outgoing message) {
        if (!worker.leased()) {
            ledger.release(delivery, shared.worker());
            throw new LeaseLostException(shared.worker());
        }
        Answer answer = sent(message);
        if (closedBetweenMessages(answer)) {
            // The relay closed an idle or used up connection: it never saw this message, which goes on a new one.
            if (!connectedOrReleased(delivery)) {
                return null;
            }
            answer = sent(message);
        }
        return delivery.after(answer, clock.instant(), shared.job().terms());
    }

    /** Whether there is a new connection; if not, the delivery is as if it had not begun. */
    private boolean connectedOrReleased(Delivery delivery) {
        boolean connected = false;
        try {
            connected = connected();
        } finally {
            if (!connected) {
                ledger.release(delivery, shared.worker());
                shared.due().giveBack(delivery.subscription());
            }
        }
        return connected;
    }

    private boolean closedBetweenMessages(Answer answer) {
        boolean atTheFirstCommand = answer.stage() == Stage.MAIL && sentOnConnection > 1;
        boolean closing = answer.reply() != null && answer.reply().code() == 421;
        return atTheFirstCommand && (answer.outcome() == Outcome.CUT || closing);
    }

    private Answer sent(Outgoing message) {
        MailConnection open = connection;
        if (open == null) {
            throw new IllegalStateException("A message is handed over on an open connection only");
        }
        sentOnConnection++;
        return open.send(message);
    }

    /** Sees to it that there is a usable connection; false when there is none and other lanes go on without this one. */
    private boolean connected() {
        MailConnection open = connection;
        boolean usedUp = messagesPerConnection > 0 && sentOnConnection >= messagesPerConnection;
        if (open != null && open.usable() && !usedUp) {
            return true;
        }
        settleLast();
        closeConnection();
        try {
            connection = shared.job().transport().open();
            return true;
        } catch (RelayException e) {
            if (leave() == 0) {
                throw e;
            }
            log.debug("Lane {} ends, the others go on: {}", number, e.getMessage());
            return false;
        }
    }

    /** Leaves the work to the other lanes, and tells how many there are. */
    private int leave() {
        int others = left ? shared.lanesLeft().get() : shared.lanesLeft().decrementAndGet();
        left = true;
        return others;
    }

    private void closeConnection() {
        MailConnection open = connection;
        if (open != null) {
            open.close();
        }
        connection = null;
        sentOnConnection = 0;
    }

    /** Nothing that was answered is forgotten: recording is tried for as long as a lease holds, then it is UNKNOWN. */
    private void settleLast() {
        for (int tries = 1; settled != null; tries++) {
            Settlement last = settled;
            try {
                ledger.settle(last, shared.worker());
                counted(last);
                settled = null;
            } catch (DataAccessException | TransactionException e) {
                shared.failure().is(e);
                if (tries == SETTLE_TRIES || !paused()) {
                    log.error(
                            "The answer to subscription {} could not be recorded, and will be UNKNOWN: {}",
                            last.delivery().subscription(),
                            e.getMessage());
                    return;
                }
            }
        }
    }

    private static boolean paused() {
        try {
            Thread.sleep(SETTLE_PAUSE.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void counted(@Nullable Settlement recorded) {
        if (recorded != null) {
            shared.job().progress().count(recorded.state());
        }
    }
}
