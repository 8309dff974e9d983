package com.scrabbl.run.approval;

import com.scrabbl.edition.Proposal;
import com.scrabbl.edition.ProposalChangedException;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.Policies.Unapproved;
import com.scrabbl.run.Run;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * An edition that waits for approval.
 *
 * @param run PROPOSED
 * @param newsletter as it is declared now
 * @param proposal with its articles as they are stored now
 */
public record Proposed(Run run, Newsletter newsletter, Proposal proposal) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter DAY_AND_TIME =
            DateTimeFormatter.ofPattern("EEE d MMMM, HH:mm", Locale.ENGLISH);

    /** Until when it can be approved and what becomes of it else, as a sentence on the newsletter's clock, which it names. */
    public String deadline(Instant now) {
        ZoneId zone = newsletter.zone();
        Instant until = proposal.approveUntil();
        boolean today = until.atZone(zone).toLocalDate().equals(now.atZone(zone).toLocalDate());
        return "Proposed: approve by %s %s, or it is %s."
                .formatted(
                        (today ? TIME : DAY_AND_TIME).format(until.atZone(zone)),
                        zone.getId(),
                        isSkippedUnapproved() ? "skipped" : "sent as it stands");
    }

    /**
     * The same, if it still is what somebody saw.
     *
     * @param version of the proposal
     * @throws ProposalChangedException when it was changed since
     */
    public Proposed seen(int version) {
        if (proposal.version() != version) {
            throw new ProposalChangedException("Somebody else changed this proposal in the meantime.");
        }
        return this;
    }

    /** Whether it is skipped when nobody approves it; else it is sent as it stands. */
    public boolean isSkippedUnapproved() {
        return newsletter.settings().policies().unapproved() == Unapproved.SKIP;
    }
}
