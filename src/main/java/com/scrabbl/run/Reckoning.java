package com.scrabbl.run;

import com.scrabbl.delivery.LedgerReport;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Compares what was frozen with what became of it. */
@Component
class Reckoning {

    private final Runs runs;
    private final Summaries summaries;
    private final LedgerReport ledger;
    private final Executions executions;
    private final Clock clock;

    Reckoning(Runs runs, Summaries summaries, LedgerReport ledger, Executions executions, Clock clock) {
        this.runs = runs;
        this.summaries = summaries;
        this.ledger = ledger;
        this.executions = executions;
        this.clock = clock;
    }

    /**
     * Ends the execution: COMPLETED, or WAITING while rows are open.
     *
     * @throws UnbalancedLedgerException when the ledger does not add up
     * @throws StoppedByShutdownException when rows are open because the process ends
     */
    boolean endsWaiting(Run run) {
        Run present = runs.byId(run.id()).orElseThrow();
        Summary summary = summaries.of(present);
        if (!summary.balanced()) {
            throw new UnbalancedLedgerException(summary);
        }
        long edition = Objects.requireNonNull(present.edition());
        Optional<Instant> due = ledger.nextDue(edition, clock.instant());
        if (due.isEmpty()) {
            runs.end(run, RunState.COMPLETED, null, null);
            return false;
        }
        if (executions.requested()) {
            throw new StoppedByShutdownException();
        }
        runs.end(run, RunState.WAITING, waitingFor(summary, due.get()), due.get());
        return true;
    }

    private static String waitingFor(Summary summary, Instant due) {
        long open = summary.planned() + summary.sending() + summary.deferred();
        return open == 0
                ? "unknown outcomes are sent again, as the newsletter's policy in-doubt says"
                : open + (open == 1 ? " delivery is" : " deliveries are") + " still to be made, the next one at " + due;
    }
}
