package com.scrabbl.mail;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A connection that takes one message after another. Not safe for several threads. */
public interface MailConnection extends AutoCloseable {

    /**
     * Hands over one message; whatever goes wrong becomes an answer.
     *
     * @param next asked once at most, when nothing but the content is left to be sent, or its answer is awaited. The
     *     envelope of the message that it tells may go before that answer comes
     */
    Answer send(Outgoing message, Next next);

    /** Tells the message that is handed over after the present one. */
    @FunctionalInterface
    interface Next {

        /**
         * Waits until it is known. The next call hands over this very message, or the connection is closed. Must not throw.
         *
         * @return null when none follows, or it is not known in time
         */
        @Nullable
        Outgoing within(Duration atMost);
    }

    /** Hands over one message after which nothing is known to follow. */
    default Answer send(Outgoing message) {
        return send(message, atMost -> null);
    }

    /** Why this connection cannot carry a message; null when it can. */
    default @Nullable Hindrance hindrance(Outgoing message) {
        return null;
    }

    /** Whether a further message may be handed over; after false, a new connection is needed. */
    boolean usable();

    /** Ends it politely; never throws, since every message has had its answer. */
    @Override
    void close();

    /**
     * What a message needs and the relay does not offer.
     *
     * @param byAddress whether it is the recipient's address that needs it; else it is the message
     * @param reason for people
     */
    record Hindrance(boolean byAddress, String reason) {}
}
