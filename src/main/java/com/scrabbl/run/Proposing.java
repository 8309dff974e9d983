package com.scrabbl.run;

import com.scrabbl.edition.Digests;
import com.scrabbl.edition.EditionDraft;
import com.scrabbl.edition.HeldArticles;
import com.scrabbl.edition.Proposal;
import com.scrabbl.edition.Proposals;
import com.scrabbl.edition.Selection;
import com.scrabbl.edition.SkipReason;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.newsletter.Policies;
import com.scrabbl.newsletter.Policies.Approval;
import com.scrabbl.newsletter.Policies.Unapproved;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * What a run sends: what is selected now; or, where an operator has to approve it, what was proposed. A newsletter that
 * asked for approval when its edition was proposed asks for it to the end.
 */
@Component
public class Proposing {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMMM, HH:mm", Locale.ENGLISH);

    private final Newsletters newsletters;
    private final EditionDrafts drafts;
    private final Digests digests;
    private final Proposals proposals;
    private final HeldArticles held;
    private final EditionDelivery delivery;
    private final RunOwners owners;
    private final ProposedRuns waiting;
    private final TransactionOperations transactions;
    private final Clock clock;

    Proposing(
            Newsletters newsletters,
            EditionDrafts drafts,
            Digests digests,
            Proposals proposals,
            HeldArticles held,
            EditionDelivery delivery,
            RunOwners owners,
            ProposedRuns waiting,
            TransactionOperations transactions,
            Clock clock) {
        this.newsletters = newsletters;
        this.drafts = drafts;
        this.digests = digests;
        this.proposals = proposals;
        this.held = held;
        this.delivery = delivery;
        this.owners = owners;
        this.waiting = waiting;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * What a run comes to before anything is frozen.
     *
     * @param draft what is to be sent; null when nothing is
     * @param skipped why there is no edition; null when there is one, or when it waits
     */
    record Outcome(@Nullable EditionDraft draft, @Nullable SkipReason skipped) {

        private static final Outcome WAITS = new Outcome(null, null);

        /** The edition waits for approval, and the run is PROPOSED. */
        boolean waits() {
            return draft == null && skipped == null;
        }
    }

    /**
     * Makes what the run sends, or proposes it.
     *
     * @throws ShelfLifeEndedException when the run's time has passed
     * @throws SourcesFailedException when every source failed
     * @throws com.scrabbl.template.TemplateProblemException when template or subject cannot be rendered
     */
    Outcome make(Run run) {
        Newsletter newsletter = newsletters.byId(run.newsletterId());
        Optional<Proposal> proposal = proposals.find(newsletter.id(), run.slot());
        if (proposal.isPresent()) {
            return settle(newsletter, run, proposal.get());
        }
        delivery.requireFresh(run);
        held.releaseOver(
                newsletter.id(),
                clock.instant().minus(newsletter.settings().policies().shelfLife()));
        EditionDrafts.Result result = drafts.draft(newsletter, run);
        if (result.draft() == null || newsletter.settings().policies().approval() == Approval.NONE) {
            return new Outcome(result.draft(), result.skipped());
        }
        propose(newsletter, run, result.draft());
        return Outcome.WAITS;
    }

    /** Ends the run without an edition; what was proposed is a candidate of the next one. */
    void skip(Run run, SkipReason reason) {
        transactions.executeWithoutResult(status -> {
            held.release(run.newsletterId(), run.slot());
            owners.end(run, RunState.SKIPPED, reason.toString(), null);
        });
    }

    private Outcome settle(Newsletter newsletter, Run run, Proposal proposal) {
        Policies policies = newsletter.settings().policies();
        boolean inTime = clock.instant().isBefore(proposal.approveUntil());
        if (proposal.approvedAt() == null && inTime) {
            owners.end(run, RunState.PROPOSED, waits(newsletter, proposal.approveUntil()), proposal.approveUntil());
            return Outcome.WAITS;
        }
        boolean late = !clock.instant().isBefore(delivery.shelfLifeEnds(run));
        if (proposal.approvedAt() == null && (late || policies.unapproved() == Unapproved.SKIP)) {
            return new Outcome(
                    null,
                    SkipReason.notApproved(
                            "nobody approved it by " + time(proposal.approveUntil(), newsletter.zone())));
        }
        if (proposal.approvedAt() == null) {
            waiting.came(
                    run,
                    "nobody approved it by %s: sent as it stands"
                            .formatted(time(proposal.approveUntil(), newsletter.zone())));
        }
        if (late) {
            held.release(run.newsletterId(), run.slot());
        }
        delivery.requireFresh(run);
        Selection selection = proposal.selection();
        return selection.skipped() == null
                ? new Outcome(draft(newsletter, proposal, selection), null)
                : new Outcome(null, selection.skipped());
    }

    /** What the proposal would be if it were sent as it stands. */
    public EditionDraft draft(Newsletter newsletter, Proposal proposal, Selection selection) {
        String subject = proposal.subject();
        Newsletter worded = subject == null
                ? newsletter
                : new Newsletter(newsletter.id(), newsletter.settings().withSubject(subject));
        return digests.draft(worded, proposal.slot(), selection);
    }

    private void propose(Newsletter newsletter, Run run, EditionDraft draft) {
        Instant until = approveUntil(newsletter.settings().policies(), delivery.shelfLifeEnds(run));
        transactions.executeWithoutResult(status -> {
            proposals.propose(draft, until);
            owners.end(run, RunState.PROPOSED, waits(newsletter, until), until);
        });
    }

    /** What is sent unapproved is given half of its time for that, where the grace would leave none. */
    private Instant approveUntil(Policies policies, Instant shelfLifeEnds) {
        Instant now = clock.instant();
        Instant grace = now.plus(policies.approvalGrace()).truncatedTo(ChronoUnit.SECONDS);
        if (policies.unapproved() == Unapproved.SEND
                && !grace.isBefore(shelfLifeEnds.truncatedTo(ChronoUnit.SECONDS))) {
            return now.plus(Duration.between(now, shelfLifeEnds).dividedBy(2)).truncatedTo(ChronoUnit.SECONDS);
        }
        return grace.isAfter(shelfLifeEnds) ? shelfLifeEnds : grace;
    }

    private static String waits(Newsletter newsletter, Instant until) {
        boolean skipped = newsletter.settings().policies().unapproved() == Unapproved.SKIP;
        return "proposed: approve it by %s, or it is %s"
                .formatted(time(until, newsletter.zone()), skipped ? "skipped" : "sent as it stands");
    }

    /** The instant on the clock of the zone, for people. */
    public static String time(Instant instant, ZoneId zone) {
        return "%s (%s)".formatted(TIME.format(instant.atZone(zone)), zone);
    }
}
