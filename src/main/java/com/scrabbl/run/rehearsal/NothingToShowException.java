package com.scrabbl.run.rehearsal;

import com.scrabbl.edition.EditionDraft;
import com.scrabbl.mail.EmailAddress;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.run.EditionDrafts;
import com.scrabbl.run.RunReason;
import com.scrabbl.run.audience.CohortColumns;

/** There would be no edition now, and so there is nothing to rehearse, preview or test. */
public class NothingToShowException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String onPages;

    private NothingToShowException(String message, String onPages) {
        super(message);
        this.onPages = onPages;
    }

    /** The same as a sentence for a page that is about the newsletter already. */
    public String onPages() {
        return onPages;
    }

    static NothingToShowException noMatch(Newsletter newsletter, EmailAddress address) {
        return new NothingToShowException(
                "%s would get nothing of %s now: %s"
                        .formatted(address.typed(), newsletter.slug(), CohortColumns.NO_MATCH),
                "%s would get nothing now: %s.".formatted(address.typed(), CohortColumns.NO_MATCH));
    }

    static EditionDraft draftOf(Newsletter newsletter, EditionDrafts.Result result) {
        if (result.draft() == null) {
            String reason = String.valueOf(result.skipped());
            throw new NothingToShowException(
                    "%s would have no edition now: %s".formatted(newsletter.slug(), reason),
                    "There would be no edition now: %s."
                            .formatted(RunReason.withoutKind(reason).replaceFirst("\\.$", "")));
        }
        return result.draft();
    }
}
