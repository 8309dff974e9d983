package com.scrabbl.cli;

/** Outside text as a terminal may have it. */
final class HarmlessText {

    private HarmlessText() {}

    /**
     * The text with every control character, line separator and invisible formatting character (direction marks among
     * them) written as {@code \}{@code uXXXX}, so that it can neither command the terminal nor turn the line round.
     */
    static String of(String text) {
        if (text.codePoints().noneMatch(HarmlessText::isHarmful)) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(character -> {
            if (isHarmful(character)) {
                shown.append("\\u").append(String.format("%04x", character));
            } else {
                shown.appendCodePoint(character);
            }
        });
        return shown.toString();
    }

    private static boolean isHarmful(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            // The zero-width joiners belong to the spelling of some languages and to emoji.
            case Character.FORMAT -> character != 0x200C && character != 0x200D;
            default -> false;
        };
    }
}
