package com.scrabbl.run.rehearsal;

import com.scrabbl.edition.Clearance;
import com.scrabbl.edition.Clearances;
import com.scrabbl.edition.Digests;
import com.scrabbl.edition.Edition;
import com.scrabbl.edition.EditionSelection;
import com.scrabbl.edition.Editions;
import com.scrabbl.edition.FrozenDigest;
import com.scrabbl.edition.Proposal;
import com.scrabbl.edition.Proposals;
import com.scrabbl.edition.Selection;
import com.scrabbl.edition.UnknownEditionException;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.run.Proposing;
import com.scrabbl.run.Run;
import com.scrabbl.run.RunReason;
import com.scrabbl.run.RunState;
import com.scrabbl.run.Runs;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Editions to be looked at: frozen ones, those that wait for approval, and what the next one would be. Nothing is polled, rendered for good or
 * recorded.
 */
@Component
public class Previews {

    private final Runs runs;
    private final Editions editions;
    private final Clearances clearances;
    private final EditionSelection selection;
    private final Digests digests;
    private final Proposals proposals;
    private final Proposing proposing;
    private final Clock clock;

    Previews(
            Runs runs,
            Editions editions,
            Clearances clearances,
            EditionSelection selection,
            Digests digests,
            Proposals proposals,
            Proposing proposing,
            Clock clock) {
        this.runs = runs;
        this.editions = editions;
        this.clearances = clearances;
        this.selection = selection;
        this.digests = digests;
        this.proposals = proposals;
        this.proposing = proposing;
        this.clock = clock;
    }

    /**
     * What there is to look at for one slot.
     *
     * @param run of the slot, its last round; null before it has one
     * @param edition null until it is frozen
     * @param clearance what the checks said of it; null until it is frozen
     * @param digest its text; null when there is no edition, and will be none as things are
     * @param reason why there is none; null when there is one
     */
    public record Preview(
            Newsletter newsletter,
            Instant slot,
            @Nullable Run run,
            @Nullable Edition edition,
            @Nullable Clearance clearance,
            @Nullable FrozenDigest digest,
            @Nullable String reason) {

        /** Why there is none, as a page says it; empty when there is one. */
        public String why() {
            return reason == null ? "" : RunReason.onPages(reason, newsletter.zone());
        }

        /** Whether a check holds it, and somebody may let it pass. */
        public boolean isHeld() {
            return run != null && run.state() == RunState.HALTED && clearance != null && clearance.isBlocked();
        }
    }

    /** The edition of a slot, or why there is none; empty when nothing is known of the slot. */
    public Optional<Preview> of(Newsletter newsletter, Instant slot) {
        Run run = runs.find(newsletter.id(), slot).orElse(null);
        Optional<Edition> edition = editions.find(newsletter.id(), slot);
        if (edition.isPresent()) {
            try {
                return edition.map(found -> new Preview(
                        newsletter,
                        slot,
                        run,
                        found,
                        clearances.of(found.id()),
                        editions.digest(found).unrecorded(),
                        null));
            } catch (UnknownEditionException e) {
                return Optional.of(none(newsletter, slot, run, "a check took it back, and it is made anew"));
            }
        }
        return run != null && run.state() == RunState.PROPOSED
                ? proposals.find(newsletter.id(), slot).map(proposal -> proposed(newsletter, run, proposal))
                : Optional.ofNullable(run)
                        .map(known -> none(
                                newsletter,
                                slot,
                                known,
                                known.reason() == null ? "its text is not frozen yet" : known.reason()));
    }

    /** What is proposed, as it would be if it were sent now. */
    private Preview proposed(Newsletter newsletter, Run run, Proposal proposal) {
        Selection selection = proposal.selection();
        return selection.skipped() == null
                ? new Preview(
                        newsletter,
                        run.slot(),
                        run,
                        null,
                        null,
                        proposing.draft(newsletter, proposal, selection).digest(),
                        null)
                : none(newsletter, run.slot(), run, selection.skipped().sentence());
    }

    private static Preview none(Newsletter newsletter, Instant slot, @Nullable Run run, String reason) {
        return new Preview(newsletter, slot, run, null, null, null, reason);
    }

    /**
     * What the next edition would be, made of the articles that are stored now.
     *
     * @throws com.scrabbl.template.TemplateProblemException when template or subject cannot be rendered
     */
    public Preview next(Newsletter newsletter) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant slot = newsletter.settings().schedule() == null
                ? now
                : newsletter.settings().schedule().nextAfter(now).orElse(now);
        Selection selected = selection.select(newsletter, slot);
        return selected.skipped() == null
                ? new Preview(
                        newsletter,
                        slot,
                        null,
                        null,
                        null,
                        digests.draft(newsletter, slot, selected).digest(),
                        null)
                : none(newsletter, slot, null, selected.skipped().sentence());
    }
}
