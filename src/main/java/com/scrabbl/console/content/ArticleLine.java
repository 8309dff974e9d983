package com.scrabbl.console.content;

import com.scrabbl.article.Article;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An article with what became of it. */
public record ArticleLine(Article article, List<Told> told) {

    public ArticleLine {
        told = List.copyOf(told);
    }

    /**
     * What became of it in one newsletter.
     *
     * @param zone of the newsletter
     * @param slot of the edition that has it; null when none does
     * @param next the slot for which it is a candidate; null when it is none, or the newsletter runs by hand
     * @param reason why no edition has it; null when one does, or it is a candidate
     * @param proposed whether it is in one that waits for approval, as the reason says
     */
    public record Told(
            String newsletter,
            String name,
            ZoneId zone,
            @Nullable Instant slot,
            @Nullable Instant next,
            @Nullable String reason,
            boolean proposed) {

        /** The page of the edition that has it; empty when none does. */
        public String path() {
            return slot == null ? "" : "/console/editions/" + newsletter + "/" + slot;
        }
    }
}
