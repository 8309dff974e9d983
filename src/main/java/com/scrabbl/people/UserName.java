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

    /** Of what is typed: more is not even looked at, since some characters stand for eighteen. */
    private static final int LONGEST_TYPED = 400;

    /** Characters that nobody sees, though they count as letters or marks. */
    private static final Pattern UNSEEN = Pattern.compile(
            "[\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u3164\\uFE00-\\uFE0F\\uFFA0\\x{E0100}-\\x{E01EF}]");

    private static final Pattern ALLOWED =
            Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}._@-]*(?: [\\p{L}\\p{M}\\p{N}._@-]+)*");

    /** @throws UserRefusedException when it cannot be a name */
    public UserName {
        if (text.length() > LONGEST_TYPED) {
            throw new UserRefusedException("A user's name has at most %d characters.".formatted(LONGEST));
        }
        text = Normalizer.normalize(text.strip(), Normalizer.Form.NFKC).strip();
        if (text.isEmpty()) {
            throw new UserRefusedException("A user needs a name.");
        }
        // The longest first: the pattern is not for texts without an end.
        if (text.length() > LONGEST || folded(text).length() > LONGEST) {
            throw new UserRefusedException("A user's name has at most %d characters.".formatted(LONGEST));
        }
        if (!ALLOWED.matcher(text).matches() || UNSEEN.matcher(text).find()) {
            throw new UserRefusedException(
                    "A user's name consists of letters and digits, with . _ - @ or single spaces between them.");
        }
    }

    /** What all spellings of a name have in common: by it a user is found, and guesses are counted. */
    String key() {
        return folded(text);
    }

    private static String folded(String text) {
        String before;
        String after = text;
        do {
            before = after;
            // A small letter may combine with a mark that its capital does not combine with.
            after = Normalizer.normalize(before.toLowerCase(Locale.ROOT), Normalizer.Form.NFKC);
        } while (!after.equals(before));
        // The small sigma looks otherwise at the end of a word only.
        return after.replace('\u03C2', '\u03C3');
    }

    @Override
    public String toString() {
        return text;
    }
}
