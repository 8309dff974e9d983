package com.scrabbl.delivery;

import com.scrabbl.mail.Answer;
import com.scrabbl.mail.Answer.Outcome;
import com.scrabbl.mail.MailConnection;
import com.scrabbl.mail.Outgoing;
import com.scrabbl.mail.Stage;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * One lane: one connection, one message at a time; while it sends a message, the attempt after it is being recorded. An
 * attempt is begun only on an open connection, so that a relay that cannot be reached touches no row.
 */
final class Lane implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(Lane.class);

    private final int number;
    private final Pass shared;
    private final Recording recording;
    private final LedgerWriter writer;
    private final Worker worker;
    private final Clock clock;
    private final int messagesPerConnection;

    private @Nullable MailConnection connection;
    private int sentOnConnection;
    private boolean firstTry;

    Lane(int number, Pass shared, LedgerWriter writer, Worker worker, Clock clock, int messagesPerConnection) {
        this.number = number;
        this.shared = shared;
        this.recording = new Recording(shared, writer);
        this.writer = writer;
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
            letGo();
        }
    }

    private void work() {
        while (!shared.ended() && recording.reserveOrWait(this::closeConnection) && connected()) {
            Delivery delivery = recording.next();
            if (delivery == null) {
                continue;
            }
            recording.askAhead();
            Sent sent = send(delivery);
            recording.came(sent.settled());
            shared.judge(sent);
        }
    }

    /**
     * What came of a message.
     *
     * @param settled null when it was taken back
     * @param domain the receiving one; empty when the relay was not spoken to
     */
    record Sent(@Nullable Settlement settled, String domain) {}

    /** Whether a recorded attempt may still go out; if not, it is taken back. */
    private boolean mayBeSent(Delivery delivery) {
        while (writer.isFailing() && !shared.ended() && worker.leased(shared.worker())) {
            pause();
        }
        if (shared.ended()) {
            recording.release(delivery);
            return false;
        }
        if (!worker.leased(shared.worker())) {
            recording.release(delivery);
            throw new LeaseLostException(shared.worker());
        }
        return true;
    }

    private Sent send(Delivery delivery) {
        Outgoing message;
        try {
            message = Patience.reading(() -> shared.job().messages().messageFor(delivery), shared::ended);
        } catch (NotForThisReaderException e) {
            return new Sent(delivery.skipped(e.reason(), clock.instant()), "");
        } catch (DataAccessException | TransactionException e) {
            recording.release(delivery);
            throw e;
        } catch (RuntimeException e) {
            // One bad value must not stop the edition: it becomes this row's reason, and the others go on.
            log.warn("The message of subscription {} could not be made: its row says why", delivery.subscription());
            log.debug("The message could not be made", e);
            return new Sent(delivery.unrenderable(String.valueOf(e.getMessage()), clock.instant()), "");
        }
        if (shared.isSuspended(message.domain())) {
            // Begun before its provider was suspended: it must not be the next that is refused.
            recording.takeBack(delivery);
            shared.passOver(delivery.subscription(), message.domain());
            return new Sent(null, "");
        }
        if (!mayBeSent(delivery)) {
            return new Sent(null, "");
        }
        Answer answer = sent(message);
        if (closedBetweenMessages(answer)) {
            // The relay closed an idle or used up connection: it never saw this message, which goes on a new one.
            recording.release(delivery);
            return new Sent(null, "");
        }
        return new Sent(
                delivery.after(
                        answer, shared.pace().provider(message.domain()), clock.instant(), shared.job().terms()),
                message.domain());
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
        recording.settleAll();
        if (!recording.reserveOrWait(() -> {})) {
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
        recording.giveBack();
        return shared.ended() || Patience.reading(shared.due()::isOver, shared::ended);
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

    private void letGo() {
        try {
            recording.settleAll();
        } catch (RuntimeException e) {
            shared.failure().is(e);
        } finally {
            recording.giveBack();
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
