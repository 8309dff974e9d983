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

    /** It is in no edition yet, and nothing keeps it from the next one. */
    static final String WAITS = "waits for the next edition";

    /** Whether it is a candidate of the next edition. */
    public boolean waits() {
        return WAITS.equals(reason);
    }

    static ArticleCoverage in(String edition) {
        return new ArticleCoverage(edition, null);
    }

    static ArticleCoverage none(String reason) {
        return new ArticleCoverage(null, reason);
    }
}
