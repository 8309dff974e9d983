package com.scrabbl.run;

import org.jspecify.annotations.Nullable;

/**
 * What becomes of a slot when it is recorded.
 *
 * @param reason for people
 * @param origin how it comes to be run other than on time; null when it is on time, or is not run
 */
public record SlotOutcome(
        RunState state, String reason, @Nullable String origin) {

    /** It is run on time. */
    public static SlotOutcome due() {
        return due("its time has come");
    }

    /** It is run now, for this reason. */
    public static SlotOutcome due(String reason) {
        return new SlotOutcome(RunState.WAITING, reason, null);
    }

    /** It is run, though not as one that is on time by itself. */
    public static SlotOutcome run(String origin) {
        return new SlotOutcome(RunState.WAITING, origin, origin);
    }

    /** It is not run, for this reason. */
    public static SlotOutcome missed(String reason) {
        return new SlotOutcome(RunState.MISSED, reason, null);
    }
}
