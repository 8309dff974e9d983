package com.scrabbl.run;

import java.time.Instant;

/** The slot is not to be run: it is in the future, it is finished, or another live process runs it. */
public class RunRefusedException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private RunRefusedException(String message) {
        super(message);
    }

    /** The slot has not come yet. */
    public static RunRefusedException future(Instant slot) {
        return new RunRefusedException(
                "The slot %s is in the future. A schedule in the newsletter's file sends later; send sends now."
                        .formatted(slot));
    }

    /** Not by {@code send}, nor by itself. */
    public static RunRefusedException of(Run run) {
        return switch (run.state()) {
            case COMPLETED, SKIPPED ->
                new RunRefusedException("The slot %s is %s: it is not run again. Without --slot a new one is run."
                        .formatted(run.name(), run.state()));
            case STOPPED, HALTED ->
                new RunRefusedException(
                        "The slot %s is %s: `runs resume %d` goes on.".formatted(run.name(), run.state(), run.id()));
            case PROPOSED -> proposed(run);
            case RUNNING, WAITING, FAILED, MISSED ->
                new RunRefusedException(
                        "The slot %s is being run by another process. --wait waits for it.".formatted(run.name()));
        };
    }

    /** Somebody else began one a moment ago. */
    public static RunRefusedException newer(Run run) {
        return new RunRefusedException(
                "Run %d, %s/%s, was opened meanwhile: nothing was done. Look at it before you send one more."
                        .formatted(run.id(), run.newsletter(), run.slot()));
    }

    private static RunRefusedException proposed(Run run) {
        return new RunRefusedException("%s is PROPOSED: it is not sent before it is approved, as by `runs approve %d`."
                .formatted(run.name(), run.id()));
    }

    /** It does not go on anyway. */
    public static RunRefusedException noStop(Run run) {
        return new RunRefusedException("%s is %s: there is nothing to stop.".formatted(run.name(), run.state()));
    }

    /** It is driven, finished, or was never begun. */
    public static RunRefusedException noResume(Run run) {
        return switch (run.state()) {
            case COMPLETED, SKIPPED ->
                new RunRefusedException("%s is %s: there is nothing to resume.".formatted(run.name(), run.state()));
            case MISSED ->
                new RunRefusedException("%s was missed and never begun: `send %s --slot %s` runs it."
                        .formatted(run.name(), run.newsletter(), run.slot()));
            case PROPOSED -> proposed(run);
            case RUNNING, WAITING, STOPPED, HALTED, FAILED ->
                new RunRefusedException(
                        "%s is being run by another process; `runs stop %d` stops it.".formatted(run.name(), run.id()));
        };
    }

    static RunRefusedException noOverride(Run run) {
        return new RunRefusedException(
                "%s is %s, and no check holds it: there is nothing to override.".formatted(run.name(), run.state()));
    }

    static RunRefusedException noReason(int characters, int most) {
        return new RunRefusedException(
                "To send what a check blocks takes a reason of 1 to %d characters; this one has %d."
                        .formatted(most, characters));
    }

    /** Its edition has no round that can be followed by another one now. */
    public static RunRefusedException noRedo(Run run) {
        return new RunRefusedException(
                run.edition() == null
                        ? "%s is %s and has no edition: there is nothing to redo.".formatted(run.name(), run.state())
                        : "%s is %s: first finish this round, as by `runs resume %d`."
                                .formatted(run.name(), run.state(), run.id()));
    }
}
