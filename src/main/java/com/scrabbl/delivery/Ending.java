package com.scrabbl.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the lanes came to the end of their pass.
 *
 * @param sentence for a pause or halt: what was refused, and what to do; also when domains were set aside
 * @param until for a pause: when to go on
 */
public record Ending(
        Kind kind, @Nullable String sentence, @Nullable Instant until) {

    /** Why no further attempt was begun. */
    public enum Kind {
        /** Nothing more is due, or a stop was asked for. */
        DONE,
        /** The relay is busy: what is due waits. */
        PAUSED,
        /** By the rule that ends a run which is refused again and again through our or the message's fault. */
        HALTED
    }

    public Ending {
        if (kind != Kind.DONE && sentence == null || (kind == Kind.PAUSED) != (until != null)) {
            throw new IllegalArgumentException(
                    "A pause or halt has a sentence, and a pause its end: " + kind + ", " + sentence + ", " + until);
        }
    }

    static Ending done() {
        return new Ending(Kind.DONE, null, null);
    }

    static Ending done(String sentence) {
        return new Ending(Kind.DONE, sentence, null);
    }

    static Ending paused(String sentence, Instant until) {
        return new Ending(Kind.PAUSED, sentence, until);
    }

    static Ending halted(String sentence) {
        return new Ending(Kind.HALTED, sentence, null);
    }
}
