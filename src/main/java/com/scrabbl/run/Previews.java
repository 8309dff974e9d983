package com.scrabbl.run;

import com.scrabbl.edition.Clearance;
import com.scrabbl.edition.Clearances;
import com.scrabbl.edition.Digests;
import com.scrabbl.edition.Edition;
import com.scrabbl.edition.EditionSelection;
import com.scrabbl.edition.Editions;
import com.scrabbl.edition.FrozenDigest;
import com.scrabbl.edition.Selection;
import com.scrabbl.newsletter.Newsletter;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Editions to be looked at, frozen ones and what the next one would be. Nothing is polled, rendered for good or recorded. */
@Component
public class Previews {

    private final Runs runs;
    private final Editions editions;
    private final Clearances clearances;
    private final EditionSelection selection;
    private final Digests digests;
    private final Clock clock;

    Previews(
            Runs runs,
            Editions editions,
            Clearances clearances,
            EditionSelection selection,
            Digests digests,
            Clock clock) {
        this.runs = runs;
        this.editions = editions;
        this.clearances = clearances;
        this.selection = selection;
        this.digests = digests;
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
            return edition.map(found -> new Preview(
                    newsletter,
                    slot,
                    run,
                    found,
                    clearances.of(found.id()),
                    editions.digest(found).unrecorded(),
                    null));
        }
        return Optional.ofNullable(run)
                .map(known -> new Preview(
                        newsletter,
                        slot,
                        known,
                        null,
                        null,
                        null,
                        known.reason() == null ? "its text is not frozen yet" : known.reason()));
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
                : new Preview(
                        newsletter, slot, null, null, null, null, selected.skipped().sentence());
    }
}
