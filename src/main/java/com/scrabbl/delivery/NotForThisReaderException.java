package com.scrabbl.delivery;

/** This reader cannot or must not get the message; the delivery is SKIPPED, and this message is the reason. */
public class NotForThisReaderException extends RuntimeException {

    private final String reason;

    /** The reason is what the ledger tells of the delivery. */
    public NotForThisReaderException(String reason) {
        super(reason);
        this.reason = reason;
    }

    /** For the ledger. */
    public String reason() {
        return reason;
    }
}
