package com.scrabbl.run;

import com.scrabbl.edition.Edition;
import com.scrabbl.edition.Editions;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The whole story of a send run, in the order in which it happens: {@link #select}, {@link #address}, {@link #deliver},
 * {@link #balance}. Each part can be repeated, whatever was killed and when; a run that was skipped has no edition, and
 * the later parts do nothing.
 */
@Component
class SendEdition {

    private final EditionRoom room;
    private final Proposing proposing;
    private final EditionDrafts drafts;
    private final RelayTrial trial;
    private final Editions editions;
    private final EditionChecks checks;
    private final FrozenAudience audience;
    private final RoundRows roundRows;
    private final EditionDelivery delivery;
    private final Reckoning reckoning;
    private final RunOwners owners;
    private final Executions executions;

    SendEdition(
            EditionRoom room,
            Proposing proposing,
            EditionDrafts drafts,
            RelayTrial trial,
            Editions editions,
            EditionChecks checks,
            FrozenAudience audience,
            RoundRows roundRows,
            EditionDelivery delivery,
            Reckoning reckoning,
            RunOwners owners,
            Executions executions) {
        this.room = room;
        this.proposing = proposing;
        this.drafts = drafts;
        this.trial = trial;
        this.editions = editions;
        this.checks = checks;
        this.audience = audience;
        this.roundRows = roundRows;
        this.delivery = delivery;
        this.reckoning = reckoning;
        this.owners = owners;
        this.executions = executions;
    }

    /**
     * Chooses the articles, renders them and freezes both; or skips the slot with the reason. What was frozen stays so,
     * unless a check blocked it. Nothing is begun that has no room on the database's disk.
     *
     * @return false when it ends here, since an operator wants it to stop
     */
    boolean select(Run run) {
        if (stopped(run)) {
            return false;
        }
        if (frozen(run).filter(edition -> checks.stands(run, edition)).isPresent()) {
            return true;
        }
        room.require(run);
        Proposing.Outcome outcome = proposing.make(run);
        if (outcome.waits() || stopped(run)) {
            return false;
        }
        if (outcome.skipped() != null) {
            proposing.skip(run, outcome.skipped());
            return true;
        }
        trial.pass(run);
        Optional<Edition> frozen = drafts.freeze(Objects.requireNonNull(outcome.draft()), executions.signal(run.id()));
        frozen.ifPresent(edition -> owners.frozen(run, edition.id()));
        return frozen.isPresent() || !stopped(run);
    }

    /**
     * Freezes who gets it, and only then the edition is deliverable; in a later round, takes back those who are to get it
     * after all.
     *
     * @return false when it ends here, since a check blocks it or an operator wants it to stop
     */
    boolean address(Run run) {
        Optional<Edition> edition = frozen(run);
        if (edition.isEmpty()) {
            return true;
        }
        boolean first = edition.get().audience() == null;
        if (first) {
            room.require(run);
        }
        if (first && !checks.clears(run, edition.get())) {
            return false;
        }
        boolean all = first
                ? audience.freeze(edition.get(), executions.signal(run.id()))
                : roundRows.takeBack(run, edition.get());
        return all || !stopped(run);
    }

    /**
     * Sends what is due.
     *
     * @throws RunLostException when another process drives the run by now
     */
    void deliver(Run run) {
        frozen(run).filter(edition -> edition.audience() != null).ifPresent(edition -> {
            owners.requireOwned(run);
            delivery.deliver(run, edition);
        });
    }

    /**
     * Compares what was frozen with what became of it, and ends the execution.
     *
     * @return false when rows are still open: it is resumed for them
     * @throws UnbalancedLedgerException when the ledger does not add up
     */
    boolean balance(Run run) {
        return frozen(run).isEmpty() || !reckoning.endsOpen(run);
    }

    /** Asked between the parts and in the middle of the long ones. */
    private boolean stopped(Run run) {
        return executions.signal(run.id()).requested() && reckoning.endIfStopped(run);
    }

    private Optional<Edition> frozen(Run run) {
        Optional<Edition> edition = editions.find(run.newsletterId(), run.slot());
        edition.filter(found -> run.edition() == null).ifPresent(found -> owners.frozen(run, found.id()));
        return edition;
    }
}
