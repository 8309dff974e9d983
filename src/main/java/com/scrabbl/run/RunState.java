package com.scrabbl.run;

/** Where a run stands, for people. */
public enum RunState {
    /** The edition waits for an operator's approval: its articles are chosen, and nothing is frozen. */
    PROPOSED,
    RUNNING,
    /** It goes on by itself when its next delivery is due. */
    WAITING,
    /** By an operator. */
    STOPPED,
    /** By a rule; the reason says what was refused and what to do. */
    HALTED,
    /** Goes on with the next {@code send}, or by {@code serve}. */
    FAILED,
    COMPLETED,
    /** There was no edition; the reason says why. */
    SKIPPED,
    /** The slot passed while nothing ran. */
    MISSED;
}
