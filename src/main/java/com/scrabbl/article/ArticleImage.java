package com.scrabbl.article;

import org.jspecify.annotations.Nullable;

/**
 * An article's own picture, at its publisher's address.
 *
 * @param alt what it shows, in words; plain text
 * @param width in pixels, if the source told it
 * @param height in pixels, if the source told it
 */
public record ArticleImage(
        String url,
        @Nullable String alt,
        @Nullable Integer width,
        @Nullable Integer height) {}
