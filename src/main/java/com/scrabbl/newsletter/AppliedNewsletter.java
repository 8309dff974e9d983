package com.scrabbl.newsletter;

/** A newsletter as it stands after its declaration was applied, and what that did to it. */
public record AppliedNewsletter(Newsletter newsletter, Outcome outcome) {

    /** What applying the declaration did. */
    public enum Outcome {
        NEW,
        CHANGED,
        /** It stood so already, and nothing was written. */
        UNCHANGED
    }
}
