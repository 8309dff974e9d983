package com.scrabbl.run;

import java.time.Instant;

/** The slot is not to be run: it is in the future, it is finished, or another live process runs it. */
public class RunRefusedException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private RunRefusedException(String message) {
        super(message);
    }

    static RunRefusedException future(Instant slot) {
        return new RunRefusedException(
                "The slot %s is in the future. A schedule in the newsletter's file sends later; send sends now."
                        .formatted(slot));
    }

    static RunRefusedException of(Run run) {
        return new RunRefusedException(
                run.state().finished()
                        ? "The slot %s is %s: it is not run again. Without --slot a new one is run."
                                .formatted(run.name(), run.state())
                        : "The slot %s is being run by another process. --wait waits for it.".formatted(run.name()));
    }
}
