package com.scrabbl.run;

import org.jspecify.annotations.Nullable;

/**
 * What becomes of a slot when it is recorded.
 *
 * @param reason for people
 * @param origin how it comes to be run other than on time; null when it is on time, or is not run
 */
record SlotOutcome(RunState state, String reason, @Nullable String origin) {

    static SlotOutcome due() {
        return due("its time has come");
    }

    static SlotOutcome due(String reason) {
        return new SlotOutcome(RunState.WAITING, reason, null);
    }

    /** It is run, though not as one that is on time by itself. */
    static SlotOutcome run(String origin) {
        return new SlotOutcome(RunState.WAITING, origin, origin);
    }

    static SlotOutcome missed(String reason) {
        return new SlotOutcome(RunState.MISSED, reason, null);
    }
}
