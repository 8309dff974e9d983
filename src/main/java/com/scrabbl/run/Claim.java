package com.scrabbl.run;

/** Which runs a claim may take. */
public enum Claim {
    /** What goes on by itself or by {@code send}: not what was stopped or halted, nor what still waits for approval. */
    GO_ON("state NOT IN ('COMPLETED', 'SKIPPED', 'STOPPED', 'HALTED') AND (state <> 'PROPOSED' OR due_at <= :now)", ""),
    /** By an operator's word, which takes back an earlier one to stop. */
    RESUME(
            "state IN ('STOPPED', 'HALTED', 'FAILED', 'WAITING', 'RUNNING')",
            ", stop_asked_at = NULL, scheduled = FALSE"),
    /** To stop what nobody drives. */
    STOP("state IN ('WAITING', 'FAILED', 'RUNNING') AND stop_asked_at IS NOT NULL", "");

    private final String states;
    private final String besides;

    Claim(String states, String besides) {
        this.states = states;
        this.besides = besides;
    }

    /** The condition on the run's row, in SQL. */
    String states() {
        return states;
    }

    /** What is set besides, in SQL. */
    String besides() {
        return besides;
    }
}
