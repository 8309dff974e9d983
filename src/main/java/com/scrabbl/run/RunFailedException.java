package com.scrabbl.run;

/** The job of a run could not be run. */
class RunFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RunFailedException(Run run, Throwable cause) {
        super("The run %s failed: %s".formatted(run.name(), cause.getMessage()), cause);
    }
}
