package com.scrabbl.mail;

import java.util.regex.Pattern;

/** Takes e-mail addresses out of texts that are kept or shown where nobody may read them, such as logs. */
public final class HiddenAddresses {

    private static final String HIDDEN = "(address)";

    /** Bounded on the left, so that a long text costs no more than its length. */
    private static final Pattern ADDRESS = Pattern.compile(
            "(?:\"[^\"\\r\\n]{1,64}\"|[^\\s<>()\\[\\]{}\"',;:=|@/\\\\][^\\s<>()\\[\\]{}\",;:=|@/\\\\]{0,63})(?:@|%40)[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)+");

    private HiddenAddresses() {}

    /** The text with {@code (address)} in the place of each, of one in a URL too; what is no whole address stays. */
    public static String in(String text) {
        return text.indexOf('@') < 0 && !text.contains("%40")
                ? text
                : ADDRESS.matcher(text).replaceAll(HIDDEN);
    }
}
