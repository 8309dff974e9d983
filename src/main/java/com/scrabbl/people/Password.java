package com.scrabbl.people;

import java.text.Normalizer;

/**
 * A password that somebody wants, in its NFKC form: 12 to 128 characters of any script. Whether others would guess it
 * say {@link PasswordRules}.
 */
public record Password(String text) {

    static final int SHORTEST = 12;
    private static final int LONGEST = 128;

    /** @throws UserRefusedException when it is too short or too long */
    public Password {
        // Before the form is made: some characters stand for eighteen.
        requireAtMost(text);
        text = normal(text);
        requireAtMost(text);
        if (text.codePointCount(0, text.length()) < SHORTEST) {
            throw new UserRefusedException(
                    "A password has at least %d characters; three or four words will do.".formatted(SHORTEST));
        }
    }

    private static void requireAtMost(String text) {
        if (text.codePointCount(0, text.length()) > LONGEST) {
            throw new UserRefusedException("A password has at most %d characters.".formatted(LONGEST));
        }
    }

    /** One form of what keyboards type in several. */
    static String normal(String typed) {
        return Normalizer.normalize(typed, Normalizer.Form.NFKC);
    }

    /** Not the password: this text may end in a log. */
    @Override
    public String toString() {
        return "(a password)";
    }
}
