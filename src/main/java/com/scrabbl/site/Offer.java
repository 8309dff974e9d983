package com.scrabbl.site;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A newsletter as pages present it.
 *
 * @param language of name, description and topics
 * @param rhythm when it comes, if that can be said in words
 * @param next its next slot; null when none is due
 * @param topics that a reader may choose from
 */
public record Offer(
        String slug,
        String name,
        @Nullable String description,
        String language,
        @Nullable String rhythm,
        @Nullable Moment next,
        List<Topic> topics) {

    /**
     * A topic of a newsletter.
     *
     * @param value {@code newsletter:topic}, in lower case
     * @param label as the newsletter writes it
     */
    public record Topic(String value, String label) {}
}
