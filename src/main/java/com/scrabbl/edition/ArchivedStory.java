package com.scrabbl.edition;

import org.jspecify.annotations.Nullable;

/**
 * An article as it was sent.
 *
 * @param url where it is published
 * @param minutes reading time; null when that is not known
 */
public record ArchivedStory(
        String title,
        String url,
        @Nullable String standfirst,
        @Nullable String author,
        @Nullable String section,
        @Nullable String language,
        @Nullable Picture image,
        @Nullable Integer minutes) {

    /** Its picture, in pixels. */
    public record Picture(
            String url,
            @Nullable String alt,
            @Nullable Integer width,
            @Nullable Integer height) {}
}
