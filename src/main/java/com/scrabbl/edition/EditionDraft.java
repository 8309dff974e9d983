package com.scrabbl.edition;

import com.scrabbl.article.Article;
import com.scrabbl.newsletter.Newsletter;
import java.time.Instant;
import java.util.List;

/**
 * An edition that is rendered but not recorded.
 *
 * @param slot in whole seconds
 * @param highestFirstSeen of the articles that selection looked at
 * @param digest in memory
 */
public record EditionDraft(
        Newsletter newsletter, Instant slot, List<Article> articles, long highestFirstSeen, FrozenDigest digest) {

    public EditionDraft {
        articles = List.copyOf(articles);
        if (slot.getNano() != 0) {
            throw new IllegalArgumentException("A slot is in whole seconds, not " + slot);
        }
    }
}
