package com.scrabbl.article.read;

/** How much markup is still reasonable. Trees that are wider or deeper would keep libraries busy for hours. */
final class Markup {

    private static final int MOST_TAGS = 40_000;
    private static final int DEEPEST_XML = 200;

    private Markup() {}

    /** Whether HTML has more tags than any article's page. */
    static boolean isTooMuch(String html) {
        return html.chars().filter(character -> character == '<').count() > MOST_TAGS;
    }

    /** Whether XML is nested deeper than any feed. */
    static boolean isTooDeep(String text) {
        int depth = 0;
        for (int at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
            int end = text.indexOf(endOfMarkup(text, at), at);
            if (end < 0) {
                return false;
            }
            if (text.startsWith("</", at)) {
                depth--;
            } else if (isName(text.charAt(at + 1)) && text.charAt(end - 1) != '/') {
                depth++;
            }
            if (depth > DEEPEST_XML) {
                return true;
            }
            at = end;
        }
        return false;
    }

    private static String endOfMarkup(String text, int at) {
        if (text.startsWith("<![CDATA[", at)) {
            return "]]>";
        }
        return text.startsWith("<!--", at) ? "-->" : ">";
    }

    private static boolean isName(char character) {
        return character != '!' && character != '?' && character != '/';
    }
}
