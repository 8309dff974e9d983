package com.scrabbl.delivery;

import com.scrabbl.delivery.Ledger.Begun;
import com.scrabbl.delivery.Ledger.Claim;
import com.scrabbl.delivery.Ledger.Request;
import com.scrabbl.mail.Answer;
import com.scrabbl.mail.Answer.Outcome;
import com.scrabbl.mail.MailConnection;
import com.scrabbl.mail.Outgoing;
import com.scrabbl.mail.Stage;
import java.time.Clock;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * One lane: one connection, one message at a time. While it sends a message, the attempt after it is being recorded, in
 * one request with what came of the message before: so at most two of its deliveries are in doubt at any time. An attempt
 * is begun only on an open connection, so that a relay that cannot be reached touches no row.
 */
final class Lane implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(Lane.class);

    private final int number;
    private final Lanes.Shared shared;
    private final LedgerWriter writer;
    private final Worker worker;
    private final Clock clock;
    private final int messagesPerConnection;

    private @Nullable MailConnection connection;
    private int sentOnConnection;
    private boolean firstTry;
    /** What is due and taken by this lane, and not asked for yet. */
    private OptionalLong reserved = OptionalLong.empty();
    /** The request that begins the next attempt, and records what came of an earlier one. */
    private @Nullable Asked asked;
    /** What came of the last attempt, to be recorded with the next request. */
    private @Nullable Settlement settled;

    Lane(int number, Lanes.Shared shared, LedgerWriter writer, Worker worker, Clock clock, int messagesPerConnection) {
        this.number = number;
        this.shared = shared;
        this.writer = writer;
        this.worker = worker;
        this.clock = clock;
        this.messagesPerConnection = messagesPerConnection;
    }

    private record Asked(
            CompletableFuture<Begun> answer, @Nullable Settlement settled) {}

    @Override
    public void run() {
        try {
            work();
        } catch (RuntimeException e) {
            shared.failure().is(e);
        } catch (Error e) {
            shared.failure().is(new IllegalStateException("Lane " + number + " broke: " + e, e));
        } finally {
            letGo();
        }
    }

    private void work() {
        while (!shared.ended() && connected()) {
            Delivery delivery = begun();
            if (delivery == null) {
                return;
            }
            askAhead();
            if (mayBeSent(delivery)) {
                settled = send(delivery);
                shared.judge(settled);
            }
        }
    }

    /** The next attempt, recorded; null when nothing more is due. */
    private @Nullable Delivery begun() {
        while (asked != null || reserve()) {
            if (asked == null) {
                ask();
            }
            Delivery delivery = await();
            if (delivery != null) {
                return delivery;
            }
        }
        return null;
    }

    /** Whether something is due that no other lane has taken. */
    private boolean reserve() {
        if (reserved.isEmpty()) {
            reserved = Patience.reading(shared.due()::next);
        }
        return reserved.isPresent();
    }

    /** What came of the last message goes to the ledger now, together with the beginning of the one after the next. */
    private void askAhead() {
        if (!shared.ended() && reserve()) {
            ask();
        } else {
            askToSettle();
        }
    }

    private void askToSettle() {
        if (settled != null) {
            asked = new Asked(writer.ask(Request.settle(shared.worker(), settled)), settled);
            settled = null;
        }
    }

    private void ask() {
        Claim claim = new Claim(shared.job().edition(), reserved.orElseThrow(), shared.worker());
        asked = new Asked(writer.ask(Request.settleAndBegin(settled, claim)), settled);
        reserved = OptionalLong.empty();
        settled = null;
    }

    /** What the last request began, if anything. */
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
        if (begun.leaseLost()) {
            throw new LeaseLostException(shared.worker());
        }
        return begun.delivery();
    }

    /** Whether a recorded attempt may still go out; if not, it is taken back. */
    private boolean mayBeSent(Delivery delivery) {
        while (writer.isFailing() && !shared.ended() && worker.leased()) {
            pause();
        }
        if (shared.ended()) {
            release(delivery);
            return false;
        }
        if (!worker.leased()) {
            release(delivery);
            throw new LeaseLostException(shared.worker());
        }
        return true;
    }

    private @Nullable Settlement send(Delivery delivery) {
        Outgoing message;
        try {
            message = Patience.reading(() -> shared.job().messages().messageFor(delivery));
        } catch (NotForThisReaderException e) {
            return delivery.skipped(e.reason(), clock.instant());
        } catch (DataAccessException | TransactionException e) {
            release(delivery);
            throw e;
        } catch (RuntimeException e) {
            // One bad value must not stop the edition: it becomes this row's reason, and the others go on.
            log.warn("The message of subscription {} could not be made: {}", delivery.subscription(), e.getMessage());
            log.debug("The message could not be made", e);
            return delivery.unrenderable(String.valueOf(e.getMessage()), clock.instant());
        }
        Answer answer = sent(message);
        if (closedBetweenMessages(answer)) {
            // The relay closed an idle or used up connection: it never saw this message, which goes on a new one.
            release(delivery);
            return null;
        }
        return delivery.after(answer, clock.instant(), shared.job().terms());
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

    /** Sees to it that there is a usable connection; false when there is nothing more to send on it. */
    private boolean connected() {
        MailConnection open = connection;
        boolean usedUp = messagesPerConnection > 0 && sentOnConnection >= messagesPerConnection;
        if (open != null && open.usable() && !usedUp) {
            return true;
        }
        closeConnection();
        // Opening can take long: nothing is left in doubt meanwhile.
        settleLast();
        if (!reserve()) {
            return false;
        }
        firstTry = true;
        connection = shared.breaker().open(shared.job().transport(), this::needsNoConnection);
        return connection != null;
    }

    /** Asked before each try to connect: who has to wait leaves the work to the lanes that have a connection. */
    private boolean needsNoConnection() {
        if (firstTry) {
            firstTry = false;
            return shared.ended();
        }
        reserved.ifPresent(shared.due()::giveBack);
        reserved = OptionalLong.empty();
        return shared.ended() || shared.due().isEmpty();
    }

    private void closeConnection() {
        MailConnection open = connection;
        if (open != null) {
            open.close();
            shared.breaker().closed();
        }
        connection = null;
        sentOnConnection = 0;
    }

    /** Records what was answered, and takes back what was begun and not sent. */
    private void settleLast() {
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

    private void release(Delivery delivery) {
        writer.record(Request.release(shared.worker(), delivery));
        shared.due().giveBack(delivery.subscription());
    }

    private void letGo() {
        try {
            settleLast();
        } catch (RuntimeException e) {
            shared.failure().is(e);
        } finally {
            reserved.ifPresent(shared.due()::giveBack);
            closeConnection();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
