package com.scrabbl.run.approval;

import com.scrabbl.run.Run;

/** There is nothing to approve or change: the edition does not wait for approval, or not any more. */
public class NotProposedException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final long run;

    private NotProposedException(Run run, String message) {
        super(message);
        this.run = run.id();
    }

    /** The number of the run. */
    public long run() {
        return run;
    }

    static NotProposedException of(Run run) {
        return new NotProposedException(
                run,
                "%s is %s%s. It does not wait for approval, and nothing was changed."
                        .formatted(run.name(), run.state(), run.reason() == null ? "" : " (" + run.reason() + ")"));
    }

    static NotProposedException tooLate(Run run, String until, boolean skipped) {
        return new NotProposedException(
                run,
                "%s was to be approved by %s. That time is over: it is %s, and nothing was changed."
                        .formatted(run.name(), until, skipped ? "skipped" : "sent as it stands"));
    }
}
