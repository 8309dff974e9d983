package com.scrabbl.console;

import java.util.ArrayList;
import java.util.List;

/**
 * A text from outside as it is: what would not be seen, or would turn the line round, is spelled out.
 *
 * @param shown the beginning
 * @param rest what comes after the first 500 characters; empty when there is no more
 * @param size of the whole, {@code 12 KB}
 */
public record Verbatim(List<Piece> shown, List<Piece> rest, String size) {

    private static final int SHOWN = 500;

    /** @param hidden whether it stands for a character that cannot be seen */
    public record Piece(String text, boolean hidden) {}

    static Verbatim of(String text) {
        int cut = text.length() <= SHOWN
                ? text.length()
                : SHOWN - (Character.isHighSurrogate(text.charAt(SHOWN - 1)) ? 1 : 0);
        return new Verbatim(
                pieces(text.substring(0, cut)),
                pieces(text.substring(cut)),
                text.length() < 1024 ? text.length() + " characters" : (text.length() + 512) / 1024 + "\u00a0KB");
    }

    private static List<Piece> pieces(String text) {
        List<Piece> pieces = new ArrayList<>();
        StringBuilder plain = new StringBuilder();
        text.codePoints().forEach(character -> {
            if (isSeen(character)) {
                plain.appendCodePoint(character);
            } else {
                flush(plain, pieces);
                pieces.add(new Piece(spelled(character), true));
            }
        });
        flush(plain, pieces);
        return pieces;
    }

    private static void flush(StringBuilder plain, List<Piece> pieces) {
        if (!plain.isEmpty()) {
            pieces.add(new Piece(plain.toString(), false));
            plain.setLength(0);
        }
    }

    private static boolean isSeen(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL -> character == '\n' || character == '\t';
            case Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static String spelled(int character) {
        return switch (character) {
            case '\r' -> "\\r";
            case 0 -> "\\0";
            default -> character > 0xFFFF ? "\\u{%X}".formatted(character) : "\\u%04X".formatted(character);
        };
    }
}
