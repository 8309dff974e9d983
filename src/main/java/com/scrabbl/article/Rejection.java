package com.scrabbl.article;

/**
 * An item that was refused.
 *
 * @param item whatever names it: its guid, link, title, position or file
 * @param reason why, in words
 */
public record Rejection(String item, String reason) {

    private static final int LONGEST_ITEM = 200;
    private static final int LONGEST_REASON = 1000;

    static Rejection of(String item, String reason) {
        return new Rejection(cut(item, LONGEST_ITEM), cut(reason, LONGEST_REASON));
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }
}
