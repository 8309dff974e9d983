package com.scrabbl.edition;

import org.jspecify.annotations.Nullable;

/**
 * What became of an article. Exactly one of edition and reason is there.
 *
 * @param edition the name of the edition that has it; several, of different newsletters, are joined by a space
 * @param reason why no edition has it, as one clause
 * @param mayStillBe whether it is in none yet, and may be in one soon: it waits, or is proposed
 */
public record ArticleCoverage(
        @Nullable String edition, @Nullable String reason, boolean mayStillBe) {

    /** It is in no edition yet, and nothing keeps it from the next one. */
    static final String WAITS = "waits for the next edition";

    /** Whether it is a candidate of the next edition. */
    public boolean waits() {
        return WAITS.equals(reason);
    }

    static ArticleCoverage in(String edition) {
        return new ArticleCoverage(edition, null, false);
    }

    /** @param edition the name of the one for which it is proposed */
    static ArticleCoverage proposed(String edition) {
        return new ArticleCoverage(null, "proposed for %s, which waits for approval".formatted(edition), true);
    }

    static ArticleCoverage none(String reason) {
        return new ArticleCoverage(null, reason, reason.equals(WAITS));
    }
}
