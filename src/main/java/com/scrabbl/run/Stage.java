package com.scrabbl.run;

/** How far a run has come in the story. */
public enum Stage {
    /** Articles are chosen, rendered and frozen. */
    SELECT,
    /** Who gets it is frozen; in a later round, who gets it after all. */
    ADDRESS,
    DELIVER,
    /** What was frozen is compared with what became of it. */
    BALANCE,
    /** All four are behind it. */
    DONE
}
