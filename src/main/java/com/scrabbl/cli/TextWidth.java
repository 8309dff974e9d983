package com.scrabbl.cli;

/** How many columns of a terminal a text takes: none for combining marks, two for East Asian letters and emoji. */
final class TextWidth {

    private TextWidth() {}

    static int of(String text) {
        return text.codePoints().map(TextWidth::of).sum();
    }

    /** The text, or as much of its beginning as fits before an ellipsis. */
    static String cut(String text, int width) {
        if (of(text) <= width) {
            return text;
        }
        StringBuilder kept = new StringBuilder();
        int taken = 0;
        for (int character : text.codePoints().toArray()) {
            taken += of(character);
            if (taken > width - 1) {
                break;
            }
            kept.appendCodePoint(character);
        }
        return kept.append('…').toString();
    }

    private static int of(int character) {
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> isWide(character) ? 2 : 1;
        };
    }

    /** Unicode Standard Annex 11, East Asian Width: the blocks whose characters are wide or full-width. */
    private static boolean isWide(int character) {
        return within(character, 0x1100, 0x115F)
                || within(character, 0x2E80, 0xA4CF)
                || within(character, 0xAC00, 0xD7A3)
                || within(character, 0xF900, 0xFAFF)
                || within(character, 0xFE30, 0xFE6F)
                || within(character, 0xFF00, 0xFF60)
                || within(character, 0xFFE0, 0xFFE6)
                || within(character, 0x1F300, 0x1FAFF)
                || within(character, 0x20000, 0x3FFFD);
    }

    private static boolean within(int character, int first, int last) {
        return first <= character && character <= last;
    }
}
