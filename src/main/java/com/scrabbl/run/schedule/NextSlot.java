package com.scrabbl.run.schedule;

import com.scrabbl.edition.SkipReason;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A slot to come, and what would be in its edition if nothing were published until then.
 *
 * @param newsletter its slug
 * @param zone of the schedule
 * @param articles their titles, in the edition's order; empty when it would be skipped
 * @param skipped why there would be no edition, null when there would be one
 * @param clockChange what the zone's clock has to do with it, null when it is not put forward or back
 */
public record NextSlot(
        String newsletter,
        Instant slot,
        ZoneId zone,
        List<String> articles,
        @Nullable SkipReason skipped,
        @Nullable String clockChange) {

    public NextSlot {
        articles = List.copyOf(articles);
    }

    /** What would become of it, as a clause. */
    public String outlook() {
        if (skipped == null) {
            return articles.size() == 1 ? "1 article" : articles.size() + " articles";
        }
        return switch (skipped.kind()) {
            case PAUSED -> "skipped: " + skipped.sentence();
            case NO_READERS -> "would be skipped: " + skipped.sentence();
            case NOTHING_NEW -> "nothing yet; would be skipped, unless an article is published";
            case NOT_APPROVED -> throw new IllegalStateException("Nothing is proposed for a slot to come");
            case TOO_FEW -> skipped.sentence() + "; would be skipped, unless more are published";
        };
    }
}
