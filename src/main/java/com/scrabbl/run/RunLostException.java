package com.scrabbl.run;

import org.jspecify.annotations.Nullable;

/** This process was not heard of in time, and another one drives the run now. */
class RunLostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RunLostException(Run run) {
        this(run, null);
    }

    /** @param cause what this process met with when it went on */
    RunLostException(Run run, @Nullable Throwable cause) {
        super(
                "%s is driven by another process: this one was not heard of in time, and records nothing of it any more."
                        .formatted(run.name()),
                cause);
    }
}
