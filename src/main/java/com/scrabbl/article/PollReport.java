package com.scrabbl.article;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a poll brought.
 *
 * @param added new articles
 * @param changed articles with a new revision
 * @param unchanged articles that say what they said, perhaps with pictures at new addresses; all of them, when the server says
 *     that nothing changed
 * @param rejected items that were refused
 * @param failure one sentence with place and cause, when nothing could be read; null otherwise
 */
public record PollReport(
        Source source,
        int added,
        int changed,
        int unchanged,
        List<Rejection> rejected,
        @Nullable String failure) {

    public PollReport {
        rejected = List.copyOf(rejected);
    }

    static PollReport failed(Source source, String failure) {
        return new PollReport(source, 0, 0, 0, List.of(), failure);
    }

    /** Whether the source could not be read at all. */
    public boolean hasFailed() {
        return failure != null;
    }
}
