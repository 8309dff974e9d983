package com.scrabbl.run;

/** The slot is not to be run: it is finished, or another live process runs it. */
public class RunRefusedException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private RunRefusedException(String message) {
        super(message);
    }

    static RunRefusedException of(Run run) {
        return new RunRefusedException(
                run.state().finished()
                        ? "The slot %s is %s: it is not run again. Without --slot a new one is run."
                                .formatted(run.name(), run.state())
                        : "The slot %s is being run by another process. --wait waits for it.".formatted(run.name()));
    }
}
