package com.scrabbl.article.read;

import java.util.List;

/**
 * What a text has.
 *
 * @param items in its order
 * @param unread parts of it that could not be read; the items are those before and between
 */
public record Reading(List<RawItem> items, List<Unread> unread) {

    /**
     * A part that could not be read.
     *
     * @param where in the text
     * @param reason why, in words
     */
    public record Unread(String where, String reason) {}

    public Reading {
        items = List.copyOf(items);
        unread = List.copyOf(unread);
    }

    static Reading of(List<RawItem> items) {
        return new Reading(items, List.of());
    }
}
