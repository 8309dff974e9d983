package com.scrabbl.article.read;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Entities;

/**
 * Text on one line that is safe to stand anywhere once it is escaped: no tags, no line breaks, no control characters,
 * nothing that turns the direction of what follows it, and no private-use characters, which mark slots.
 */
final class PlainText {

    private static final char REPLACEMENT = '\ufffd';

    /** So much HTML for each character that is wanted is looked at; beyond it is nothing that anybody would read. */
    private static final int MOST_MARKUP = 100;

    private PlainText() {}

    /** What the HTML says: tags taken out, entities decoded once. */
    static String ofHtml(String html, int longest) {
        int most = (int) Math.min(html.length(), (long) longest * MOST_MARKUP);
        return ofText(Jsoup.parseBodyFragment(html.substring(0, most)).text(), longest);
    }

    static String ofText(String text, int longest) {
        return cut(harmless(text).replaceAll("[\\s\\u0085\\u2028\\u2029]+", " ").strip(), longest);
    }

    /** HTML that says this text. */
    static String asHtml(String text) {
        return Entities.escape(text);
    }

    /** The same text without the characters that are harmful anywhere, white space kept as it is. */
    static String harmless(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(codePoint -> {
            if (isReplaced(codePoint)) {
                clean.append(REPLACEMENT);
            } else if (!isDropped(codePoint)) {
                clean.appendCodePoint(codePoint);
            }
        });
        return clean.toString();
    }

    /** At most {@code longest} characters, cut between words where there are any and marked by an ellipsis. */
    static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 2)) ? longest - 2 : longest - 1;
        int space = text.lastIndexOf(' ', end);
        return text.substring(0, space > end / 2 ? space : end).strip() + "…";
    }

    private static boolean isReplaced(int codePoint) {
        boolean privateUse = codePoint >= 0xe000 && codePoint <= 0xf8ff;
        boolean halfPair = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
        return privateUse || halfPair;
    }

    private static boolean isDropped(int codePoint) {
        boolean control = Character.isISOControl(codePoint) && !Character.isWhitespace(codePoint) && codePoint != 0x85;
        boolean separatorControl = codePoint >= 0x1c && codePoint <= 0x1f;
        boolean bidiOverride = codePoint >= 0x202a && codePoint <= 0x202e;
        boolean bidiIsolate = codePoint >= 0x2066 && codePoint <= 0x2069;
        boolean byteOrderMark = codePoint == 0xfeff;
        boolean noCharacter = (codePoint & 0xfffe) == 0xfffe || (codePoint >= 0xfdd0 && codePoint <= 0xfdef);
        return control || separatorControl || bidiOverride || bidiIsolate || byteOrderMark || noCharacter;
    }
}
