package com.scrabbl.edition;

import com.scrabbl.article.Article;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is chosen for an edition that waits for approval. Nothing of it is frozen.
 *
 * @param slot in whole seconds
 * @param subject an operator's own, as text; null means the newsletter's
 * @param highestFirstSeen of the articles that selection looked at
 * @param version counts the changes: who changes or approves it says which one was seen
 * @param approveUntil exclusive
 * @param articles in the edition's order, those that were dropped included; none once its readers are frozen, or it was skipped
 */
public record Proposal(
        long id,
        long newsletterId,
        Instant slot,
        @Nullable String subject,
        long highestFirstSeen,
        int version,
        Instant proposedAt,
        Instant approveUntil,
        @Nullable Instant approvedAt,
        @Nullable String approvedBy,
        List<ProposedArticle> articles) {

    public Proposal {
        articles = List.copyOf(articles);
    }

    /**
     * One of its articles, as it is stored now.
     *
     * @param dropped by an operator, who may still put it back
     * @param droppedBy that operator's name; null when it is not dropped, or not known
     * @param gone why it cannot be in the edition any more, as a clause; null when it can
     */
    public record ProposedArticle(
            Article article,
            boolean dropped,
            @Nullable String droppedBy,
            @Nullable String gone) {

        /** By which readers choose, in lower case. */
        public Set<String> topics() {
            return EditionTopics.keys(article.topics());
        }
    }

    /** What would be in the edition now. */
    public List<Article> chosen() {
        return articles.stream()
                .filter(article -> !article.dropped() && article.gone() == null)
                .map(ProposedArticle::article)
                .toList();
    }

    /** What the edition takes, or why there is none. */
    public Selection selection() {
        List<Article> chosen = chosen();
        return new Selection(
                chosen, chosen.isEmpty() ? SkipReason.nothingLeft(articles.size()) : null, highestFirstSeen);
    }
}
