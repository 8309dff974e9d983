package com.scrabbl.mail;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Text in a header: as it is when it is ASCII, else in encoded words of at most 75 characters (RFC 2047 §2), on lines of
 * at most 76. White space and control characters, line breaks among them, become single spaces.
 */
final class HeaderWords {

    private static final int LONGEST_LINE = 76;
    private static final int LONGEST_WORD = 60;
    private static final String OPENING = "=?UTF-8?";
    private static final int FRAME = OPENING.length() + "Q??=".length();

    private static final Pattern GAPS = Pattern.compile("[\\s\\p{Cc}\\u2028\\u2029]+");
    private static final String HEX = "0123456789ABCDEF";
    private static final Pattern ATOMS = Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]*");
    private static final Pattern LONG_WORD = Pattern.compile("[^ ]{" + (LONGEST_WORD + 1) + "}");

    private final WireBytes out;
    private int column;

    private HeaderWords(int column, WireBytes out) {
        this.out = out;
        this.column = column;
    }

    /** Writes a header's text, such as a subject, of which {@code column} characters of the line are taken. */
    static void writeText(String text, int column, WireBytes out) {
        String line = cleaned(text);
        HeaderWords words = new HeaderWords(column, out);
        if (plain(line)) {
            words.fold(line);
        } else {
            words.encode(line);
        }
    }

    /** Writes the display name of an address, in quotes where it needs them (RFC 5322 §3.2.4). */
    static void writePhrase(String name, int column, WireBytes out) {
        String line = cleaned(name);
        HeaderWords words = new HeaderWords(column, out);
        if (plain(line) && ATOMS.matcher(line).matches()) {
            words.fold(line);
        } else if (plain(line) && line.length() <= LONGEST_WORD) {
            words.write('"' + line.replace("\\", "\\\\").replace("\"", "\\\"") + '"');
        } else {
            words.encode(line);
        }
    }

    static String oneLine(String text) {
        return isAscii(text) && !text.contains("  ")
                ? text.strip()
                : GAPS.matcher(text).replaceAll(" ").strip();
    }

    private static String cleaned(String text) {
        return MarkedText.withoutPrivateUse(oneLine(text));
    }

    private static boolean plain(String line) {
        return isAscii(line) && !line.contains("=?") && !LONG_WORD.matcher(line).find();
    }

    /** Printable ASCII, to be exact. */
    private static boolean isAscii(String line) {
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) < ' ' || line.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    private void fold(String line) {
        int start = 0;
        while (start < line.length()) {
            int space = line.indexOf(' ', start + 1);
            int end = space < 0 ? line.length() : space;
            // A word is written with the space before it, which is where a line may be folded.
            if (start > 0 && column + end - start > LONGEST_LINE) {
                write("\r\n");
                column = 0;
            }
            write(line.substring(start, end));
            start = end;
        }
    }

    private void encode(String line) {
        byte[] octets = line.getBytes(StandardCharsets.UTF_8);
        boolean readable = quotedLength(octets) <= (octets.length + 2) / 3 * 4;
        int start = 0;
        while (start < line.length()) {
            if (column + FRAME + 12 > LONGEST_LINE) {
                write("\r\n ");
                column = 1;
            }
            int end = fitting(line, start, LONGEST_LINE - column - FRAME, readable);
            byte[] piece = line.substring(start, end).getBytes(StandardCharsets.UTF_8);
            write(OPENING
                    + (readable
                            ? "Q?" + quoted(piece)
                            : "B?" + Base64.getEncoder().encodeToString(piece)) + "?=");
            start = end;
            if (start < line.length()) {
                write("\r\n ");
                column = 1;
            }
        }
    }

    /** Where a word must end that has this room for its encoded text; no character is cut in two. */
    private static int fitting(String line, int start, int room, boolean readable) {
        int octets = 0;
        int quoted = 0;
        int i = start;
        while (i < line.length()) {
            int character = line.codePointAt(i);
            int length = utf8Length(character);
            octets += length;
            quoted += character < 0x80 && (character == ' ' || safe((byte) character)) ? 1 : 3 * length;
            if ((readable ? quoted : (octets + 2) / 3 * 4) > room) {
                break;
            }
            i += Character.charCount(character);
        }
        return i;
    }

    private static int utf8Length(int character) {
        if (character < 0x80) {
            return 1;
        }
        return character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
    }

    private static int quotedLength(byte[] octets) {
        int length = 0;
        for (byte octet : octets) {
            length += octet == ' ' || safe(octet) ? 1 : 3;
        }
        return length;
    }

    private static String quoted(byte[] octets) {
        StringBuilder quoted = new StringBuilder(octets.length * 2);
        for (byte octet : octets) {
            if (octet == ' ') {
                quoted.append('_');
            } else if (safe(octet)) {
                quoted.append((char) octet);
            } else {
                quoted.append('=').append(HEX.charAt((octet >> 4) & 0xF)).append(HEX.charAt(octet & 0xF));
            }
        }
        return quoted.toString();
    }

    /** What a phrase allows in an encoded word (RFC 2047 §5, rule 3). */
    private static boolean safe(byte octet) {
        return (octet >= 'a' && octet <= 'z')
                || (octet >= 'A' && octet <= 'Z')
                || (octet >= '0' && octet <= '9')
                || octet == '!'
                || octet == '*'
                || octet == '+'
                || octet == '-'
                || octet == '/';
    }

    private void write(String ascii) {
        out.write(ascii);
        column += ascii.length();
    }
}
