package com.scrabbl.people;

import java.nio.charset.StandardCharsets;

/** A password that somebody wants: long enough to be hard to guess, short enough for its hash to count all of it. */
public record Password(String text) {

    private static final int SHORTEST = 12;

    /** What bcrypt reads. */
    private static final int MOST_BYTES = 72;

    /** @throws UserRefusedException when it will not do */
    public Password {
        if (text.codePointCount(0, text.length()) < SHORTEST) {
            throw new UserRefusedException(
                    "A password has at least %d characters; three or four words will do.".formatted(SHORTEST));
        }
        if (text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw new UserRefusedException("A password has at most %d characters.".formatted(MOST_BYTES));
        }
        if (text.chars().distinct().count() < 4) {
            throw new UserRefusedException("That password repeats the same few characters; choose another one.");
        }
    }

    /** Not the password: this text may end in a log. */
    @Override
    public String toString() {
        return "(a password)";
    }
}
