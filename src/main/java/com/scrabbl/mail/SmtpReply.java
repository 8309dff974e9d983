package com.scrabbl.mail;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the relay answered (RFC 5321 section 4.2).
 *
 * @param code the basic code, 200 to 599
 * @param enhanced the enhanced status code (RFC 3463) if the reply begins with one, such as {@code 5.1.1}
 * @param text the text of all lines without their codes, joined by spaces; at most 1,000 characters, without control,
 *     formatting or private-use characters. It is text from outside all the same: whoever shows it escapes it
 */
public record SmtpReply(int code, @Nullable String enhanced, String text) {

    private static final int LONGEST_TEXT = 1_000;
    private static final int MOST_CHARACTERS_READ = 10_000;
    private static final Pattern LINE =
            Pattern.compile("(?:\\d{3}[- ]?)?(?:([245]\\.\\d{1,3}\\.\\d{1,3})(?=\\s|$)\\s*)?(.*)", Pattern.DOTALL);

    public SmtpReply {
        if (code < 200 || code > 599) {
            throw new IllegalArgumentException("No SMTP reply has the code " + code);
        }
    }

    /**
     * Reads a reply as it came, with one line or several.
     *
     * @throws IllegalArgumentException if the code is none of SMTP's
     */
    public static SmtpReply parse(int code, String lines) {
        String enhanced = null;
        StringBuilder text = new StringBuilder(lines.length());
        List<String> all = lines.lines().toList();
        for (int number = 0; number < all.size(); number++) {
            Matcher line = LINE.matcher(all.get(number));
            if (line.matches()) {
                enhanced = number == 0 ? line.group(1) : enhanced;
                String words = line.group(2).strip();
                text.append(text.isEmpty() || words.isEmpty() ? "" : " ").append(words);
            }
        }
        return new SmtpReply(code, enhanced, harmless(text.toString()));
    }

    /** Try again later: 4xx. Where basic and enhanced code disagree, the basic code is obeyed. */
    public boolean transientNegative() {
        return code >= 400 && code < 500;
    }

    /** As it stands on the wire, on one line. */
    @Override
    public String toString() {
        return (code + " " + (enhanced == null ? "" : enhanced + " ") + text).strip();
    }

    /**
     * Text from outside on one line and no longer than is stored: white space is one blank, and whatever could command a
     * terminal, turn the line round or stand for a slot is U+FFFD.
     */
    static String harmless(String text) {
        if (isPlain(text)) {
            return text;
        }
        StringBuilder kept = new StringBuilder(Math.min(text.length(), LONGEST_TEXT + 1));
        text.codePoints()
                .limit(MOST_CHARACTERS_READ)
                .map(c -> c == '\t' || c == '\n' || c == '\r' ? ' ' : isHarmful(c) ? 0xFFFD : c)
                .forEach(kept::appendCodePoint);
        return shortened(kept.toString().strip().replaceAll(" {2,}", " "));
    }

    /** Whether it is as it should be already, as nearly all replies are. */
    private static boolean isPlain(String text) {
        if (text.length() > LONGEST_TEXT || text.startsWith(" ") || text.endsWith(" ")) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character < ' ' || character > '~' || character == ' ' && text.charAt(i - 1) == ' ') {
                return false;
            }
        }
        return true;
    }

    private static boolean isHarmful(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            // The zero-width joiners belong to the spelling of some languages and to emoji.
            case Character.FORMAT -> character != 0x200C && character != 0x200D;
            default -> false;
        };
    }

    private static String shortened(String text) {
        if (text.length() <= LONGEST_TEXT) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST_TEXT - 2)) ? LONGEST_TEXT - 2 : LONGEST_TEXT - 1;
        return text.substring(0, end) + "…";
    }
}
