package com.scrabbl.run;

/** This process was not heard of in time, and another one drives the run now. */
public class RunLostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RunLostException(Run run) {
        super("%s is driven by another process: this one was not heard of in time, and records nothing of it any more."
                .formatted(run.name()));
    }
}
