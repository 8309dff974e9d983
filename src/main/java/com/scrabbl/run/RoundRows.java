package com.scrabbl.run;

import com.scrabbl.delivery.Lanes.StopSignal;
import com.scrabbl.delivery.Redeliveries;
import com.scrabbl.delivery.Redeliveries.Slice;
import com.scrabbl.edition.Edition;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Makes the rows of a redo due again: those of the frozen edition, and by option those who joined since. */
@Component
class RoundRows {

    private final Rounds rounds;
    private final Redeliveries redeliveries;
    private final FrozenAudience audience;
    private final EditionLock lock;
    private final RunOwners owners;
    private final Executions executions;
    private final TransactionOperations transactions;

    RoundRows(
            Rounds rounds,
            Redeliveries redeliveries,
            FrozenAudience audience,
            EditionLock lock,
            RunOwners owners,
            Executions executions,
            TransactionOperations transactions) {
        this.rounds = rounds;
        this.redeliveries = redeliveries;
        this.audience = audience;
        this.lock = lock;
        this.owners = owners;
        this.executions = executions;
        this.transactions = transactions;
    }

    /**
     * Takes back what this round is for, in slices, each committed by itself. A row is taken into a round once: repeating
     * it takes nothing more.
     *
     * @return false when it was stopped before all were in
     * @throws RunLostException when another process drives the run by now
     */
    boolean takeBack(Run run, Edition edition) {
        StopSignal stop = executions.signal(run.id());
        return rounds.redo(run)
                .map(redo -> takeBack(run, edition, redo.unknown(), stop)
                        && (!redo.joined() || audience.addJoined(run, edition, stop)))
                .orElse(true);
    }

    private boolean takeBack(Run run, Edition edition, boolean unknown, StopSignal stop) {
        Optional<Slice> slice = Optional.of(new Slice(0, 0));
        while (slice.isPresent()) {
            if (stop.requested()) {
                return false;
            }
            long after = slice.get().end();
            slice = Objects.requireNonNull(transactions.execute(status -> {
                lock.take(edition.id());
                owners.requireOwned(run);
                Optional<Slice> next =
                        redeliveries.takeBack(edition.id(), run.round(), unknown, after, audience.slice());
                next.ifPresent(rows -> rounds.taken(run, rows.taken()));
                return next;
            }));
        }
        return true;
    }
}
