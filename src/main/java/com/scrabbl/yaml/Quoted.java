package com.scrabbl.yaml;

/** How a value of a file stands in a message about it. */
public final class Quoted {

    private static final int LONGEST = 60;

    private Quoted() {}

    /** In quotes. */
    public static String quoted(String value) {
        return "\"" + shown(value) + "\"";
    }

    /** On one line, and shortened. */
    public static String shown(String value) {
        StringBuilder shown = new StringBuilder();
        value.codePoints().limit(LONGEST).forEach(c -> shown.appendCodePoint(breaksLine(c) ? '?' : c));
        return shown.append(value.codePointCount(0, value.length()) > LONGEST ? "…" : "")
                .toString();
    }

    /** What a value is refused with: why, and what is allowed. */
    public static IllegalArgumentException refused(String value, String why, String allowed) {
        return new IllegalArgumentException("%s %s; allowed: %s".formatted(quoted(value), why, allowed));
    }

    /** Whether a character would end the line that it stands in, or is no character to be seen. */
    public static boolean breaksLine(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
