package com.scrabbl.article.read;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One piece as its source wrote it. Nothing in it can be trusted.
 *
 * @param base what relative links count from
 * @param id the feed's own name for it
 * @param link where it stands, perhaps relative
 * @param title HTML
 * @param standfirst HTML
 * @param body HTML
 * @param authors HTML
 * @param section HTML
 * @param topics HTML
 * @param image its URL perhaps relative
 */
public record RawItem(
        URI base,
        @Nullable String id,
        @Nullable String link,
        @Nullable String title,
        @Nullable String standfirst,
        @Nullable String body,
        List<String> authors,
        @Nullable String section,
        List<String> topics,
        @Nullable String language,
        @Nullable Image image,
        @Nullable Instant publishedAt) {

    public RawItem {
        authors = List.copyOf(authors);
        topics = List.copyOf(topics);
    }

    /**
     * Whatever names it best to a person who looks for it in the source.
     *
     * @param position from 0
     */
    public String name(int position) {
        String address = hasNoAddress() ? null : link;
        for (String candidate : new String[] {id, address, title}) {
            String text = candidate == null ? "" : PlainText.ofText(candidate, 200);
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "item " + (position + 1);
    }

    /** Whether it is a file that names no link and is published nowhere: then its link is where it lies. */
    boolean hasNoAddress() {
        return "file".equals(base.getScheme()) && base.toString().equals(link);
    }

    /** Title, standfirst and body in one. */
    String allText() {
        return title + " " + standfirst + " " + body;
    }
}
