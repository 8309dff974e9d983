package com.scrabbl.edition;

import org.jspecify.annotations.Nullable;

/**
 * What became of an article. Exactly one of the two is there.
 *
 * @param edition the name of the edition that has it; several, of different newsletters, are joined by a space
 * @param reason why no edition has it, as one clause
 */
public record ArticleCoverage(
        @Nullable String edition, @Nullable String reason) {

    static ArticleCoverage in(String edition) {
        return new ArticleCoverage(edition, null);
    }

    static ArticleCoverage none(String reason) {
        return new ArticleCoverage(null, reason);
    }
}
