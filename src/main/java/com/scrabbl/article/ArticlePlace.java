package com.scrabbl.article;

/**
 * A place in the list of articles, the newest first.
 *
 * @param older whether what comes after it in the list is wanted, else what comes before
 */
public record ArticlePlace(long firstSeen, boolean older) {

    /** The top of the list. */
    public static final ArticlePlace NEWEST = new ArticlePlace(Long.MAX_VALUE, true);
}
