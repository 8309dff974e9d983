package com.scrabbl.delivery;

import com.scrabbl.mail.Stage;
import com.scrabbl.support.FaultyRelay.At;
import com.scrabbl.support.FaultyRelay.Fault;
import com.scrabbl.support.FaultyRelay.Moment;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What can go wrong with a relay once, and what its reader's row must say in the end.
 *
 * @param reason how the row's reason begins
 * @param code of the reply that was read, null if none was
 */
record FaultRow(
        String name,
        Predicate<Moment> when,
        Fault fault,
        DeliveryState state,
        @Nullable String reason,
        Stage stage,
        @Nullable Integer code) {

    /** The sender and the reader to whom it happens. */
    static final String SENDER = "odd@scrabbl.example";

    static final String READER = "r11@reader.example";

    @Override
    public String toString() {
        return name;
    }

    static Predicate<Moment> reader(At at) {
        return moment -> moment.at() == at && moment.recipient().equals(READER);
    }

    /** The second connection. */
    static Predicate<Moment> connection(At at) {
        return moment -> moment.at() == at && moment.connection() == 2;
    }

    static Predicate<Moment> at(At at, int messages) {
        return moment -> moment.at() == at && moment.messages() >= messages;
    }

    static FaultRow harmless(String name, Predicate<Moment> when, Fault fault) {
        return new FaultRow(name, when, fault, DeliveryState.ACCEPTED, null, Stage.DOT, 250);
    }

    static FaultRow accepted(String name, Predicate<Moment> when, Fault fault, int code) {
        return new FaultRow(name, when, fault, DeliveryState.ACCEPTED, null, Stage.DOT, code);
    }

    static FaultRow refused(String name, Predicate<Moment> when, Fault fault, String reason, Stage stage, int code) {
        return new FaultRow(name, when, fault, DeliveryState.REJECTED, reason, stage, code);
    }

    static FaultRow deferred(String name, Predicate<Moment> when, Fault fault, String reason, Stage stage, int code) {
        return new FaultRow(name, when, fault, DeliveryState.DEFERRED, reason, stage, code);
    }

    static FaultRow cut(String name, Predicate<Moment> when, Fault fault, Stage stage) {
        String reason = "route: connection lost at " + stage;
        return new FaultRow(name, when, fault, DeliveryState.DEFERRED, reason, stage, null);
    }

    static FaultRow unknown(String name, Predicate<Moment> when, Fault fault) {
        String reason = "connection lost after the final dot: ";
        return new FaultRow(name, when, fault, DeliveryState.UNKNOWN, reason, Stage.DOT, null);
    }
}
