package com.scrabbl.delivery;

import com.scrabbl.mail.Answer;
import com.scrabbl.mail.MailConnection;
import com.scrabbl.mail.Outgoing;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
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
    private final Line line;
    private final Recording recording;
    private final LedgerWriter writer;
    private final Worker worker;
    private final Clock clock;

    private boolean firstTry;
    /** What follows the present message, when it is known already. */
    private @Nullable Prepared ahead;
    /** The message whose envelope the connection was given last before its turn. */
    private @Nullable Outgoing announced;

    Lane(int number, Pass shared, LedgerWriter writer, Worker worker, Clock clock, int messagesPerConnection) {
        this.number = number;
        this.shared = shared;
        this.line = new Line(number, shared.choice(), messagesPerConnection);
        this.recording = new Recording(shared, writer, line::relay);
        this.writer = writer;
        this.worker = worker;
        this.clock = clock;
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
            Prepared present = taken(delivery);
            recording.askAhead();
            Sent sent = send(present);
            recording.came(sent.settled());
            shared.judge(sent, line.relay());
        }
    }

    /**
     * What came of a message.
     *
     * @param settled null when it was taken back
     * @param domain the receiving one; empty when the relay was not spoken to
     */
    record Sent(@Nullable Settlement settled, String domain) {

        static final Sent TAKEN_BACK = new Sent(null, "");

        boolean spokenTo() {
            return !domain.isEmpty();
        }

        static Sent unsent(Settlement settled) {
            return new Sent(settled, "");
        }
    }

    /**
     * A begun delivery with its message.
     *
     * @param message null when there is none to be sent, and why is in {@code failure}
     */
    private record Prepared(
            Delivery delivery,
            @Nullable Outgoing message,
            @Nullable RuntimeException failure) {}

    private Prepared taken(Delivery delivery) {
        Prepared known = ahead;
        ahead = null;
        return known != null && known.delivery().equals(delivery) ? known : prepare(delivery);
    }

    private Prepared prepare(Delivery delivery) {
        try {
            Outgoing message = Patience.reading(() -> shared.job().messages().messageFor(delivery), shared::ended);
            return new Prepared(delivery, message, null);
        } catch (RuntimeException e) {
            return new Prepared(delivery, null, e);
        }
    }

    /** The message after the present one, whose envelope may go before that is answered; null when there is none in time. */
    private @Nullable Outgoing following(Duration atMost) {
        Delivery next = line.usedUp() || shared.ended() || writer.isFailing() ? null : recording.ahead(atMost);
        if (next == null) {
            return null;
        }
        Prepared prepared = prepare(next);
        ahead = prepared;
        Outgoing message = prepared.message();
        boolean sendable = message != null
                && !shared.isSuspended(line.relay(), message.domain())
                && line.present().hindrance(message) == null;
        announced = sendable ? message : null;
        return announced;
    }

    private Sent send(Prepared prepared) {
        Delivery delivery = prepared.delivery();
        Outgoing message = prepared.message();
        if (message == null) {
            return notMade(delivery, Objects.requireNonNull(prepared.failure()));
        }
        if (shared.isSuspended(line.relay(), message.domain())) {
            // Begun before its provider was suspended: it must not be the next that is refused.
            if (message == announced) {
                closeConnection();
            }
            recording.takeBack(delivery);
            shared.passOver(delivery.subscription(), line.relay(), message.domain());
            return Sent.TAKEN_BACK;
        }
        MailConnection.Hindrance hindrance = line.present().hindrance(message);
        if (hindrance != null) {
            if (hindrance.byAddress()) {
                return Sent.unsent(delivery.skipped(hindrance.reason(), clock.instant()));
            }
            // The others' messages are about as large: nobody is refused one by one.
            shared.tooLarge(line.relay(), hindrance.reason());
            recording.release(delivery);
            return Sent.TAKEN_BACK;
        }
        if (!mayBeSent(delivery)) {
            return Sent.TAKEN_BACK;
        }
        Answer answer = line.send(message, this::following);
        if (line.closedBetweenMessages(answer) || line.leavesItToAnother(answer)) {
            // It goes on a new connection, perhaps by another relay.
            recording.release(delivery);
            return Sent.TAKEN_BACK;
        }
        return new Sent(
                delivery.after(
                        answer,
                        shared.pace().provider(message.domain()),
                        clock.instant(),
                        shared.job().terms(),
                        shared.trust().hasTaken(line.relay())),
                message.domain());
    }

    private Sent notMade(Delivery delivery, RuntimeException e) {
        if (e instanceof NotForThisReaderException unwanted) {
            return Sent.unsent(delivery.skipped(unwanted.reason(), clock.instant()));
        }
        if (e instanceof DataAccessException || e instanceof TransactionException) {
            recording.release(delivery);
            throw e;
        }
        // One bad value must not stop the edition: it becomes this row's reason, and the others go on.
        log.warn("The message of subscription {} could not be made: its row says why", delivery.subscription());
        log.debug("The message could not be made", e);
        return Sent.unsent(delivery.unrenderable(String.valueOf(e.getMessage()), clock.instant()));
    }

    /** Whether a recorded attempt may still go out; if not, it is taken back. */
    private boolean mayBeSent(Delivery delivery) {
        while (writer.isFailing() && !shared.ended() && worker.leased(shared.worker())) {
            shared.pause();
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

    /** Sees to it that there is a usable connection; false when there is nothing more to send on it. */
    private boolean connected() {
        if (line.usable()) {
            return true;
        }
        closeConnection();
        // Opening can take long: nothing is left in doubt meanwhile.
        recording.settleAll();
        if (!recording.reserveOrWait(() -> {})) {
            return false;
        }
        firstTry = true;
        String relay = line.relay();
        boolean opened = line.open(this::needsNoConnection);
        if (!line.relay().equals(relay)) {
            // What was taken was meant for the pace of the other relay.
            recording.giveBack();
        }
        return opened;
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
        line.close();
        ahead = null;
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
}
