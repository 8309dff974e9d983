package com.scrabbl.mail;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A connection that takes one message after another. Not safe for several threads. */
public interface MailConnection extends AutoCloseable {

    /**
     * Hands over one message; whatever goes wrong becomes an answer.
     *
     * @param next asked once at most, when nothing but the content is left to be sent, or its answer is awaited: the message
     *     that is handed over after this one, if it is known. Its envelope may go before that answer comes. The next call
     *     hands over this very message, or the connection is closed. It must not throw
     */
    Answer send(Outgoing message, Supplier<@Nullable Outgoing> next);

    /** Hands over one message after which nothing is known to follow. */
    default Answer send(Outgoing message) {
        return send(message, () -> null);
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
