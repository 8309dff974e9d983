package com.scrabbl.delivery;

/** This process was not heard of in time: its deliveries may belong to another by now, so it must not go on. */
public class LeaseLostException extends RuntimeException {

    LeaseLostException(long worker) {
        super("The lease of worker " + worker + " has lapsed: it stops, and what it had in flight is UNKNOWN. "
                + "The run goes on at the next send, or by serve.");
    }
}
