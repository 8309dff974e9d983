package com.scrabbl.article;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * A place in the list of articles, the newest first: an article's date and number.
 *
 * @param older whether what comes after it in the list is wanted, else what comes before
 */
public record ArticlePlace(Instant publishedAt, long id, boolean older) {

    /** The top of the list. */
    public static final ArticlePlace NEWEST =
            new ArticlePlace(Instant.parse("9999-12-31T00:00:00Z"), Long.MAX_VALUE, true);

    /** The place of an article in an address: {@code 2026-11-24T06:00:00Z,12}. */
    public static String text(Article article) {
        return article.publishedAt() + "," + article.id();
    }

    /** What {@link #text} wrote; null when it is no place. */
    public static @Nullable ArticlePlace parse(String text, boolean older) {
        int comma = text.indexOf(',');
        try {
            return !text.matches("[0-9]{4}-[^,]+,[0-9]{1,18}")
                    ? null
                    : new ArticlePlace(
                            Instant.parse(text.substring(0, comma)), Long.parseLong(text.substring(comma + 1)), older);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
