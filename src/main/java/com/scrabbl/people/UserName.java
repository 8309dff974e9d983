package com.scrabbl.people;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name of a user: 1 to 60 letters and digits of any script, and {@code . _ - @} and single spaces between them. Who
 * logs in may write it in capitals or not.
 */
public record UserName(String text) {

    private static final int LONGEST = 60;
    private static final Pattern ALLOWED =
            Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}._@-]*(?: [\\p{L}\\p{M}\\p{N}._@-]+)*");

    /** @throws UserRefusedException when it cannot be a name */
    public UserName {
        text = Normalizer.normalize(text.strip(), Normalizer.Form.NFKC);
        if (text.isEmpty()) {
            throw new UserRefusedException("A user needs a name.");
        }
        // The longest first: the pattern is not for texts without an end.
        if (text.length() > LONGEST || text.toLowerCase(Locale.ROOT).length() > LONGEST) {
            throw new UserRefusedException("A user's name has at most %d characters.".formatted(LONGEST));
        }
        if (!ALLOWED.matcher(text).matches()) {
            throw new UserRefusedException(
                    "A user's name consists of letters and digits, with . _ - @ or single spaces between them.");
        }
    }

    /** What two names that count as one have in common. */
    String key() {
        return text.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return text;
    }
}
