package com.scrabbl.run;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One job instance of {@code send-edition}: newsletter, slot, round. It can take several executions.
 *
 * @param newsletter its slug
 * @param slot the instant for which the edition was due, in whole seconds
 * @param round 0 for the edition's first sending
 * @param edition null until its text is frozen
 * @param startedAt of the first execution: the shelf life counts from here
 * @param dueAt when it goes on by itself, null when it does not
 * @param busy how long all executions took together
 */
public record Run(
        long id,
        long newsletterId,
        String newsletter,
        Instant slot,
        int round,
        @Nullable Long edition,
        RunState state,
        @Nullable String reason,
        @Nullable Instant startedAt,
        @Nullable Instant dueAt,
        Duration busy) {

    /** As commands and people name it: {@code SLUG/SLOT}. */
    public String name() {
        return newsletter + "/" + slot;
    }

    /** What the sentence of a halt ends with, after what was refused and what to do about it. */
    String thenResume() {
        return " Then `runs resume %d` goes on.".formatted(id);
    }
}
