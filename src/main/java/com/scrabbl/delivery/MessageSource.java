package com.scrabbl.delivery;

import com.scrabbl.mail.Outgoing;

/** Makes the message of a delivery. */
@FunctionalInterface
public interface MessageSource {

    /**
     * The message, ready for the wire.
     *
     * @throws NotForThisReaderException when this reader cannot or must not get it, with the reason
     */
    Outgoing messageFor(Delivery delivery);
}
