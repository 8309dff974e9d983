package com.scrabbl.subscriber;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The door for every text about a person: one line, no control characters, nothing that could forge a slot. */
public final class ReaderValue {

    private static final Pattern SPACE = Pattern.compile("[\\s\\u0085\\u00A0\\u2028\\u2029]+");
    private static final Pattern PRIVATE_USE_OR_HALF = Pattern.compile("[\\uE000-\\uF8FF]|\\p{Cs}");

    private ReaderValue() {}

    /**
     * The text on one line, or null when there is none.
     *
     * @param what names the value in the message
     * @param longest in characters
     * @throws IllegalArgumentException for a control character, or when it is too long
     */
    public static @Nullable String clean(String what, @Nullable String typed, int longest) {
        if (typed == null) {
            return null;
        }
        String line = plain(typed) ? typed.strip() : oneLine(what, typed);
        if (line.length() > longest) {
            throw new IllegalArgumentException(
                    "%s is too long: %d characters, at most %d".formatted(what, line.length(), longest));
        }
        return line.isEmpty() ? null : line;
    }

    /** Most values of most lists, and quick to see. */
    private static boolean plain(String typed) {
        for (int i = 0; i < typed.length(); i++) {
            if (typed.charAt(i) < ' ' || typed.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    private static String oneLine(String what, String typed) {
        String line = SPACE.matcher(typed).replaceAll(" ").strip();
        line.chars().filter(Character::isISOControl).findFirst().ifPresent(c -> {
            throw new IllegalArgumentException("%s contains a control character (U+%04X)".formatted(what, c));
        });
        return PRIVATE_USE_OR_HALF.matcher(line).replaceAll("\uFFFD");
    }
}
