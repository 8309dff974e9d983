package com.scrabbl.mail;

import java.nio.charset.StandardCharsets;
import java.util.function.IntPredicate;

/** How a reader's value is written at its place in a message. */
enum SlotEncoding {
    /** In the HTML part: escaped, and quoted-printable on lines of its own. */
    HTML {
        @Override
        void write(String name, String value, int column, WireBytes out) {
            QuotedPrintable.writeLines(text(value), out);
        }

        @Override
        String text(String value) {
            return escaped(clean(value));
        }
    },
    /** In the text part: quoted-printable on lines of its own. */
    TEXT {
        @Override
        void write(String name, String value, int column, WireBytes out) {
            QuotedPrintable.writeLines(text(value), out);
        }
    },
    /** A display name and the fold before the address; nothing at all when there is no name. */
    PHRASE {
        @Override
        void write(String name, String value, int column, WireBytes out) {
            if (!value.isBlank()) {
                HeaderWords.writePhrase(value, column, out);
                out.write(FOLD);
            }
        }
    },
    /** As it is, in a header or between parts: printable ASCII without angle brackets, or it is refused. */
    RAW {
        @Override
        void write(String name, String value, int column, WireBytes out) {
            if (value.isEmpty() || value.length() > LONGEST_RAW || !all(value, SlotEncoding::raw)) {
                throw new IllegalArgumentException("The value of the slot " + name + " cannot stand in a header");
            }
            out.write(value);
        }
    },
    /** An address of a header; what is not ASCII is UTF-8 (RFC 6532), which a relay must offer to take. */
    ADDRESS {
        @Override
        void write(String name, String value, int column, WireBytes out) {
            if (value.isEmpty() || value.length() > LONGEST_RAW || !all(value, SlotEncoding::ofAddress)) {
                throw new IllegalArgumentException("The value of the slot " + name + " is no address for a header");
            }
            out.write(value.getBytes(StandardCharsets.UTF_8));
        }
    };

    /** With what stands beside it a line stays under the 998 octets of RFC 5322 §2.1.1. */
    private static final int LONGEST_RAW = 900;

    private static final byte[] FOLD = {'\r', '\n', ' '};

    abstract void write(String name, String value, int column, WireBytes out);

    /** What the value is in a part before the part is encoded. */
    String text(String value) {
        return clean(value);
    }

    private static boolean all(String value, IntPredicate allowed) {
        for (int i = 0; i < value.length(); i++) {
            if (!allowed.test(value.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean raw(int character) {
        return character >= ' ' && character <= '~' && character != '<' && character != '>';
    }

    private static boolean ofAddress(int character) {
        return raw(character) || character > 0x9F && (character < 0xE000 || character > 0xF8FF);
    }

    /** Private-use characters mark slots and come from nowhere else. */
    private static String clean(String value) {
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            if (character >= '\uD800' && character <= '\uF8FF') {
                return MarkedText.withoutPrivateUse(value);
            }
        }
        return value;
    }

    /** The five characters, written as FreeMarker's HTML format writes them. */
    private static String escaped(String value) {
        StringBuilder escaped = new StringBuilder(value.length() + 16);
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            switch (character) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(character);
            }
        }
        return escaped.toString();
    }
}
