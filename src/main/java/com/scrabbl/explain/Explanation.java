package com.scrabbl.explain;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What there is to say, in sentences; texts in them may come from outside, so whoever shows them escapes them.
 *
 * @param subject what it is about, such as an edition with its date
 * @param verdict the answer, in one to three sentences
 * @param timeline what happened and what is still to come, in the order of time; what is true without a time comes last
 * @param items each article of the edition, or each newsletter that could have the article
 */
public record Explanation(String subject, String verdict, List<Fact> timeline, List<Item> items) {

    public Explanation {
        timeline = List.copyOf(timeline);
        items = List.copyOf(items);
    }

    /**
     * One recorded fact.
     *
     * @param at null when it is true without a time
     * @param when the same on the newsletter's clock, or nothing
     * @param sentence what happened, or will
     * @param reply what the relay said, verbatim; null when it said nothing
     * @param ahead whether it is still to come
     */
    public record Fact(
            @Nullable Instant at,
            String when,
            String sentence,
            @Nullable String reply,
            boolean ahead) {}

    /** Whether an article is in the mail, or in an edition of the newsletter. */
    public enum Included {
        YES,
        /** It is meant to be, and nothing is decided. */
        NOT_YET,
        NO;

        /** For people: {@code not yet}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /**
     * An article of an edition, or a newsletter.
     *
     * @param key the article's number, or the newsletter's slug
     */
    public record Item(String key, String title, Included included, String sentence) {}
}
