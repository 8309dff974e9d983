package com.scrabbl.run.control;

import com.scrabbl.run.Run;
import java.time.Duration;

/** The process that drives the run has not ended it in time. */
public class RunStillGoingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RunStillGoingException(Run run, Duration waited) {
        super(
                "%s has not ended within %d s. The word to stop is recorded: it ends when the messages in flight are answered."
                        .formatted(run.name(), waited.toSeconds()));
    }
}
