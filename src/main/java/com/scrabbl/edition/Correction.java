package com.scrabbl.edition;

import org.jspecify.annotations.Nullable;

/**
 * An article that was changed or withdrawn after an edition with it was sent.
 *
 * @param newsletter the slug
 * @param article its number
 * @param title as it is now
 * @param sentIn the name of the edition that had it
 * @param revision the article's now
 * @param withdrawn whether it was withdrawn; else it was changed
 * @param state what was decided about it
 * @param told what readers are told; null means the frame's own sentence
 * @param by who decided; null while nobody did
 * @param carriedBy the name of the edition that told readers; null while none did
 */
public record Correction(
        String newsletter,
        long article,
        String title,
        String sentIn,
        int revision,
        boolean withdrawn,
        State state,
        @Nullable String told,
        @Nullable String by,
        @Nullable String carriedBy) {

    /** What was decided. */
    public enum State {
        /** Nobody decided: readers are told nothing. */
        OFFERED,
        /** The next edition tells them. */
        ACCEPTED,
        /** Readers are told nothing. */
        DISMISSED,
        /** An edition has told them. */
        CARRIED
    }
}
