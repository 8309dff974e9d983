package com.scrabbl.delivery;

/** What became of a delivery so far. */
public enum DeliveryState {
    /** Frozen into the audience; not tried, or to be tried again at once. */
    PLANNED,
    /** An attempt is under way: recorded before the message goes out. */
    SENDING,
    /** The relay answered 2xx to the final dot. */
    ACCEPTED,
    /** To be tried again at the time of the next attempt. */
    DEFERRED,
    /** Refused for good. */
    REJECTED,
    /** Killed or cut off when the final dot may have left: it cannot be known whether the relay has the message. */
    UNKNOWN,
    /** The shelf life ended before the relay took it. */
    EXPIRED,
    /** Not to be sent to this reader; the reason says why. */
    SKIPPED,
    /** Given up by an operator. */
    CANCELLED,
    /** Accepted, and returned later. */
    BOUNCED,
    /** Accepted, and complained about later. */
    COMPLAINED;

    /** Whether the relay has taken the message, whatever happened to it then. */
    public boolean accepted() {
        return switch (this) {
            case ACCEPTED, BOUNCED, COMPLAINED -> true;
            case PLANNED, SENDING, DEFERRED, REJECTED, UNKNOWN, EXPIRED, SKIPPED, CANCELLED -> false;
        };
    }
}
