package com.scrabbl.article;

/** A source is declared with a name or place that can be none. */
public class InvalidSourceException extends IllegalArgumentException {

    InvalidSourceException(String what, String text, int longest) {
        super("The %s of a source has 1 to %d characters, not %d: \"%s\"."
                .formatted(what, longest, text.length(), text));
    }
}
