package com.scrabbl.delivery;

import com.scrabbl.mail.Answer;
import com.scrabbl.mail.Answer.Outcome;
import com.scrabbl.mail.MailConnection;
import com.scrabbl.mail.Outgoing;
import com.scrabbl.mail.Stage;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The connection of one lane: by its own relay, or by another one when that is not to be had. */
final class Line {

    private final RelayChoice choice;
    /** The relays in the order in which this lane tries them. */
    private final List<Route> order;

    private final int messagesPerConnection;
    private Route route;
    private @Nullable MailConnection connection;
    private int sent;

    Line(int lane, RelayChoice choice, int messagesPerConnection) {
        this.choice = choice;
        this.order = choice.orderFor(lane);
        this.route = order.get(0);
        this.messagesPerConnection = messagesPerConnection;
    }

    /** The relay of the present connection, or of the latest. */
    String relay() {
        return route.relay();
    }

    boolean usable() {
        MailConnection open = connection;
        return open != null && open.usable() && !usedUp();
    }

    /** Whether the next message needs a new connection. */
    boolean usedUp() {
        return messagesPerConnection > 0 && sent >= messagesPerConnection;
    }

    /**
     * Waits for a connection.
     *
     * @return false when it was given up
     */
    boolean open(BooleanSupplier giveUp) {
        RelayChoice.Opened opened = choice.open(order, giveUp);
        if (opened == null) {
            return false;
        }
        route = opened.route();
        connection = opened.connection();
        return true;
    }

    /** The open connection. */
    MailConnection present() {
        MailConnection open = connection;
        if (open == null) {
            throw new IllegalStateException("A message is handed over on an open connection only");
        }
        return open;
    }

    Answer send(Outgoing message, MailConnection.Next following) {
        sent++;
        return present().send(message, following);
    }

    /** Whether the relay closed an idle or used up connection, and never saw the message. */
    boolean closedBetweenMessages(Answer answer) {
        boolean atTheFirstCommand = answer.stage() == Stage.MAIL && sent > 1;
        boolean closing = answer.reply() != null && answer.reply().code() == 421;
        return atTheFirstCommand && (answer.outcome() == Outcome.CUT || closing);
    }

    /** Whether the relay takes no message for now, and another one may take this: then the connection is closed. */
    boolean leavesItToAnother(Answer answer) {
        boolean busy = answer.stage() == Stage.MAIL
                && answer.outcome() == Outcome.REFUSED
                && answer.reply() != null
                && answer.reply().transientNegative();
        if (!busy || !choice.hasOtherThan(route)) {
            return false;
        }
        choice.busy(route);
        close();
        return true;
    }

    void close() {
        MailConnection open = connection;
        if (open != null) {
            open.close();
            choice.closed(route);
        }
        connection = null;
        sent = 0;
    }
}
