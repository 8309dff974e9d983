package com.scrabbl.run;

/** The process was asked to end: the messages in flight were settled, and the rest stays due. */
public class StoppedByShutdownException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** For the shutdown of this process. */
    public StoppedByShutdownException() {
        super(
                "The process was asked to end. Messages in flight were settled; the rest goes on with the next send, or by serve.");
    }
}
