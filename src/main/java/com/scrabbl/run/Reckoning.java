package com.scrabbl.run;

import com.scrabbl.delivery.Ending;
import com.scrabbl.delivery.LedgerReport;
import com.scrabbl.edition.Editions;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Compares what was frozen with what became of it, and says where the run stands. */
@Component
public class Reckoning {

    private final Runs runs;
    private final RunOwners owners;
    private final Summaries summaries;
    private final LedgerReport ledger;
    private final Editions editions;
    private final EditionLock lock;
    private final Executions executions;
    private final TransactionOperations transactions;
    private final Clock clock;

    Reckoning(
            Runs runs,
            RunOwners owners,
            Summaries summaries,
            LedgerReport ledger,
            Editions editions,
            EditionLock lock,
            Executions executions,
            TransactionOperations transactions,
            Clock clock) {
        this.runs = runs;
        this.owners = owners;
        this.summaries = summaries;
        this.ledger = ledger;
        this.editions = editions;
        this.lock = lock;
        this.executions = executions;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Ends the execution: COMPLETED when nothing is open, else HALTED, STOPPED or WAITING.
     *
     * @return whether rows are open
     * @throws UnbalancedLedgerException when the ledger does not add up
     * @throws StoppedByShutdownException when rows are open because the process ends
     */
    boolean endsOpen(Run run) {
        Run present = runs.byId(run.id()).orElseThrow();
        Summary summary = summaries.of(present);
        if (!summary.balanced()) {
            throw new UnbalancedLedgerException(summary);
        }
        long edition = Objects.requireNonNull(present.edition());
        // An operator who has an unknown outcome sent again comes before or after this, not in between.
        return Boolean.TRUE.equals(transactions.execute(status -> {
            lock.take(edition);
            Optional<Instant> due = ledger.nextDue(edition, clock.instant());
            // A process that was killed may not have come to say so of what it sent.
            if (summary.accepted() > 0) {
                editions.publish(run.newsletterId(), run.slot());
            }
            if (due.isEmpty() && tookNobody(run, summary)) {
                owners.end(run, RunState.HALTED, sentence(executions.ending(run.id())), null);
                return true;
            }
            if (due.isEmpty()) {
                owners.end(run, RunState.COMPLETED, null, null);
                return false;
            }
            endOpen(run, summary, due.get());
            return true;
        }));
    }

    /** Whether a list is at its end, and the relay refused all of it. */
    private boolean tookNobody(Run run, Summary summary) {
        Ending ending = executions.ending(run.id());
        return summary.accepted() == 0
                && summary.rejected() > 0
                && ending != null
                && ending.kind() == Ending.Kind.HALTED;
    }

    private void endOpen(Run run, Summary summary, Instant due) {
        Ending ending = executions.ending(run.id());
        Ending.Kind kind = ending == null ? Ending.Kind.DONE : ending.kind();
        if (kind == Ending.Kind.HALTED) {
            owners.end(run, RunState.HALTED, sentence(ending) + run.thenResume(), null);
        } else if (!endIfStopped(run)) {
            if (kind == Ending.Kind.PAUSED) {
                owners.end(
                        run,
                        RunState.WAITING,
                        sentence(ending),
                        Objects.requireNonNull(ending).until());
            } else {
                String besides = ending == null || ending.sentence() == null ? "" : ". " + ending.sentence();
                owners.end(run, RunState.WAITING, waitingFor(summary, due) + besides, due);
            }
        }
    }

    private static @Nullable String sentence(@Nullable Ending ending) {
        return ending == null ? null : ending.sentence();
    }

    /**
     * Ends an unfinished execution as STOPPED when an operator asked for that.
     *
     * @return whether it is to end here
     * @throws StoppedByShutdownException when the process ends
     */
    boolean endIfStopped(Run run) {
        Optional<Instant> asked = owners.stopAskedAt(run.id());
        asked.ifPresent(at -> owners.end(run, RunState.STOPPED, stopped(at), null));
        if (asked.isEmpty() && executions.requested()) {
            throw new StoppedByShutdownException();
        }
        return asked.isPresent();
    }

    /** Ends a run that nobody drove and this worker claimed to stop it: what is open stays so. */
    public void stopUndriven(Run run, long worker, Instant asked) {
        transactions.executeWithoutResult(status -> {
            Long edition = run.edition();
            boolean over = edition != null
                    && lock.take(edition).isPresent()
                    && ledger.nextDue(edition, clock.instant()).isEmpty();
            owners.end(run, worker, over ? RunState.COMPLETED : RunState.STOPPED, over ? null : stopped(asked), null);
        });
    }

    private static String stopped(Instant asked) {
        return "stopped by an operator at " + asked.truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
    }

    private static String waitingFor(Summary summary, Instant due) {
        long open = summary.planned() + summary.sending() + summary.deferred();
        return open == 0
                ? "unknown outcomes are sent again, as the newsletter's policy in-doubt says"
                : open + (open == 1 ? " delivery is" : " deliveries are") + " still to be made, the next one at " + due;
    }
}
