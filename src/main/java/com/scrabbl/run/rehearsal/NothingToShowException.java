package com.scrabbl.run.rehearsal;

import com.scrabbl.edition.EditionDraft;
import com.scrabbl.mail.EmailAddress;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.run.EditionDrafts;
import com.scrabbl.run.audience.CohortColumns;

/** There would be no edition now, and so there is nothing to rehearse, preview or test. */
public class NothingToShowException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private NothingToShowException(String message) {
        super(message);
    }

    static NothingToShowException noMatch(Newsletter newsletter, EmailAddress address) {
        return new NothingToShowException("%s would get nothing of %s now: %s"
                .formatted(address.typed(), newsletter.slug(), CohortColumns.NO_MATCH));
    }

    static EditionDraft draftOf(Newsletter newsletter, EditionDrafts.Result result) {
        if (result.draft() == null) {
            throw new NothingToShowException(
                    "%s would have no edition now: %s".formatted(newsletter.slug(), result.skipped()));
        }
        return result.draft();
    }
}
