package com.scrabbl.run;

import com.scrabbl.edition.Edition;
import com.scrabbl.edition.EditionDraft;
import com.scrabbl.edition.Editions;
import com.scrabbl.newsletter.Newsletters;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The whole story of a send run, in the order in which it happens: {@link #select}, {@link #address}, {@link #deliver},
 * {@link #balance}. Each part can be repeated, whatever was killed and when; a run that was skipped has no edition, and
 * the later parts do nothing.
 */
@Component
class SendEdition {

    private final Newsletters newsletters;
    private final EditionDrafts drafts;
    private final RelayTrial trial;
    private final Editions editions;
    private final Audience audience;
    private final EditionDelivery delivery;
    private final Reckoning reckoning;
    private final Runs runs;

    SendEdition(
            Newsletters newsletters,
            EditionDrafts drafts,
            RelayTrial trial,
            Editions editions,
            Audience audience,
            EditionDelivery delivery,
            Reckoning reckoning,
            Runs runs) {
        this.newsletters = newsletters;
        this.drafts = drafts;
        this.trial = trial;
        this.editions = editions;
        this.audience = audience;
        this.delivery = delivery;
        this.reckoning = reckoning;
        this.runs = runs;
    }

    /** Chooses the articles, renders them and freezes both; or skips the slot with the reason. */
    void select(Run run) {
        if (frozen(run).isPresent()) {
            return;
        }
        delivery.requireFresh(run);
        EditionDrafts.Result result = drafts.draft(newsletters.byId(run.newsletterId()), run.slot());
        if (result.draft() == null) {
            runs.end(run, RunState.SKIPPED, String.valueOf(result.skipped()), null);
            return;
        }
        freeze(run, result.draft());
    }

    /** Freezes who gets it; only then the edition is deliverable. */
    void address(Run run) {
        frozen(run).filter(edition -> edition.audience() == null).ifPresent(edition -> {
            long deliveries = audience.freeze(edition, editions.digest(edition));
            editions.audience(edition.id(), deliveries);
        });
    }

    /** Sends what is due. */
    void deliver(Run run) {
        frozen(run).ifPresent(edition -> delivery.deliver(run, edition));
    }

    /**
     * Compares what was frozen with what became of it, and ends the execution.
     *
     * @return whether rows are still open: the run waits for them
     * @throws UnbalancedLedgerException when the ledger does not add up
     */
    boolean balance(Run run) {
        return frozen(run).isPresent() && reckoning.endsWaiting(run);
    }

    private void freeze(Run run, EditionDraft draft) {
        trial.pass();
        runs.frozen(run, editions.freeze(draft).id());
    }

    private Optional<Edition> frozen(Run run) {
        Optional<Edition> edition = editions.find(run.newsletterId(), run.slot());
        edition.filter(found -> run.edition() == null).ifPresent(found -> runs.frozen(run, found.id()));
        return edition;
    }
}
