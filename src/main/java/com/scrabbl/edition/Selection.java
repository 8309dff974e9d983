package com.scrabbl.edition;

import com.scrabbl.article.Article;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an edition takes.
 *
 * @param articles in the edition's order; empty when it is skipped
 * @param skipped why there is no edition, null when there is one
 * @param highestFirstSeen the highest {@code firstSeen} of all articles that selection could look at; 0 when none
 */
public record Selection(List<Article> articles, @Nullable SkipReason skipped, long highestFirstSeen) {

    public Selection {
        articles = List.copyOf(articles);
        if (articles.isEmpty() == (skipped == null)) {
            throw new IllegalArgumentException("A selection has either articles or a reason to be skipped");
        }
    }
}
