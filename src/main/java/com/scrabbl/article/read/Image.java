package com.scrabbl.article.read;

import org.jspecify.annotations.Nullable;

/**
 * An article's own picture.
 *
 * @param alt what it shows, in words
 * @param width in pixels, if the source says so
 * @param height in pixels, if the source says so
 */
public record Image(
        String url,
        @Nullable String alt,
        @Nullable Integer width,
        @Nullable Integer height) {

    /** A size as sources write it ({@code 640}, {@code 640px}); null when it is none. */
    static @Nullable Integer size(@Nullable String written) {
        if (written == null || !written.strip().matches("\\d{1,5}(px)?")) {
            return null;
        }
        int size = Integer.parseInt(written.strip().replace("px", ""));
        return size == 0 ? null : size;
    }
}
