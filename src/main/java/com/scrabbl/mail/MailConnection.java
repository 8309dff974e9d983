package com.scrabbl.mail;

/** A connection that takes one message after another. Not safe for several threads. */
public interface MailConnection extends AutoCloseable {

    /** Hands over one message; whatever goes wrong becomes an answer. */
    Answer send(Outgoing message);

    /** Whether a further message may be handed over; after false, a new connection is needed. */
    boolean usable();

    /** Ends it politely; never throws, since every message has had its answer. */
    @Override
    void close();
}
