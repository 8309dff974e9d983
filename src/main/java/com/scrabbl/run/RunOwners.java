package com.scrabbl.run;

import com.scrabbl.timestamp.Timestamps;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Who drives which run. A run belongs to the worker that claimed it until that lets go of it, or until its lease has
 * lapsed and another one claims it; what the former owner still wants to record then is not recorded.
 */
@Repository
public class RunOwners {

    /** No live worker drives the run. */
    static final String FREE = """
             NOT EXISTS (SELECT 1 FROM worker w WHERE w.id = run.worker_id AND w.leased_until > CURRENT_TIMESTAMP)
            """;

    private final JdbcClient jdbc;
    private final Executions executions;
    private final TransactionOperations transactions;
    private final Clock clock;

    RunOwners(JdbcClient jdbc, Executions executions, TransactionOperations transactions, Clock clock) {
        this.jdbc = jdbc;
        this.executions = executions;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The same, and in one transaction with it what is to be done when the run is taken, and only then. */
    boolean claim(Run run, long worker, Claim claim, Runnable taken) {
        return Boolean.TRUE.equals(transactions.execute(status -> {
            boolean claimed = claim(run, worker, claim);
            if (claimed) {
                taken.run();
            }
            return claimed;
        }));
    }

    /**
     * Makes the worker the one that drives the run.
     *
     * @return false when another live worker does, or the claim may not take a run in this state
     */
    public boolean claim(Run run, long worker, Claim claim) {
        // What was seen is compared: PostgreSQL looks at a row that another claim just changed with the eyes of before,
        // and may not see that claim's worker yet.
        Long seen = jdbc.sql("SELECT worker_id FROM run WHERE id = :id")
                .param("id", run.id())
                .query((row, number) -> Optional.ofNullable(row.getObject("worker_id", Long.class)))
                .single()
                .orElse(null);
        return jdbc.sql("UPDATE run SET worker_id = :worker, state = 'RUNNING', reason = origin, due_at = NULL, "
                                + "wrong_sum = FALSE, ended_at = NULL, started_at = COALESCE(started_at, :now)"
                                + claim.besides()
                                + " WHERE id = :id AND worker_id IS NOT DISTINCT FROM CAST(:seen AS bigint) AND "
                                + claim.states() + " AND (worker_id = :worker OR " + FREE + ")")
                        .param("worker", worker)
                        .param("now", Timestamps.utc(clock.instant()))
                        .param("id", run.id())
                        .param("seen", seen)
                        .update()
                == 1;
    }

    /** Whether a live worker drives the run. */
    public boolean driven(Run run) {
        return jdbc.sql("SELECT count(*) FROM run WHERE id = :id AND state = 'RUNNING' AND NOT (" + FREE + ")")
                        .param("id", run.id())
                        .query(Long.class)
                        .single()
                == 1;
    }

    /**
     * Remembers which edition the run sends.
     *
     * @throws RunLostException when the run is no longer this process's
     */
    void frozen(Run run, long edition) {
        requireOwned(
                run,
                jdbc.sql("UPDATE run SET edition_id = :edition WHERE id = :id AND worker_id = :worker")
                        .param("edition", edition)
                        .param("id", run.id())
                        .param("worker", executions.worker(run.id()))
                        .update());
    }

    /**
     * Forgets the run's edition, which is taken back.
     *
     * @throws RunLostException when the run is no longer this process's
     */
    void unfrozen(Run run) {
        requireOwned(
                run,
                jdbc.sql("UPDATE run SET edition_id = NULL WHERE id = :id AND worker_id = :worker")
                        .param("id", run.id())
                        .param("worker", executions.worker(run.id()))
                        .update());
    }

    /**
     * Ends an execution of this process.
     *
     * @param dueAt when the run goes on by itself
     * @throws RunLostException when the run is no longer this process's, or was ended already
     */
    void end(Run run, RunState state, @Nullable String reason, @Nullable Instant dueAt) {
        requireOwned(run, end(run, executions.worker(run.id()), state, reason, dueAt) ? 1 : 0);
    }

    /** The same for a run that this worker claimed; false when it is no longer the worker's. */
    boolean end(Run run, long worker, RunState state, @Nullable String reason, @Nullable Instant dueAt) {
        return end(run, worker, state, reason, dueAt, false);
    }

    /**
     * The same for a run that failed.
     *
     * @param wrongSum whether that was since its ledger does not add up
     */
    boolean fail(Run run, long worker, @Nullable String reason, @Nullable Instant dueAt, boolean wrongSum) {
        return end(run, worker, RunState.FAILED, reason, dueAt, wrongSum);
    }

    private boolean end(
            Run run, long worker, RunState state, @Nullable String reason, @Nullable Instant dueAt, boolean wrongSum) {
        return jdbc.sql("""
                UPDATE run SET state = :state, reason = COALESCE(CAST(:reason AS varchar(2000)), origin), due_at = :due, ended_at = :now,
                    wrong_sum = :wrongSum
                WHERE id = :id AND worker_id = :worker AND state = 'RUNNING'
                """)
                        .param("state", state.name())
                        .param("reason", shortened(reason))
                        .param("wrongSum", wrongSum)
                        .param("due", dueAt == null ? null : Timestamps.utc(dueAt))
                        .param("now", Timestamps.utc(clock.instant()))
                        .param("id", run.id())
                        .param("worker", worker)
                        .update()
                == 1;
    }

    /** Lets go of a run that this worker drove for so long. */
    public void release(Run run, long worker, Duration busy) {
        jdbc.sql("UPDATE run SET worker_id = NULL, busy_ms = busy_ms + :busy WHERE id = :id AND worker_id = :worker")
                .param("busy", busy.toMillis())
                .param("id", run.id())
                .param("worker", worker)
                .update();
    }

    /**
     * Whether the execution's worker still drives the run; asked under a lock that its successor takes as well.
     *
     * @throws RunLostException when it does not
     */
    void requireOwned(Run run) {
        requireOwned(
                run,
                jdbc.sql("SELECT id FROM run WHERE id = :id AND worker_id = :worker")
                        .param("id", run.id())
                        .param("worker", executions.worker(run.id()))
                        .query(Long.class)
                        .list()
                        .size());
    }

    private static void requireOwned(Run run, int rows) {
        if (rows == 0) {
            throw new RunLostException(run);
        }
    }

    /**
     * An operator's word to whoever drives the run; the first one counts.
     *
     * @return whether this was the first one
     */
    public boolean askToStop(Run run) {
        return jdbc.sql("""
                UPDATE run SET stop_asked_at = :now
                WHERE id = :id AND stop_asked_at IS NULL AND state IN ('RUNNING', 'WAITING', 'FAILED')
                """)
                        .param("now", Timestamps.utc(clock.instant()))
                        .param("id", run.id())
                        .update()
                == 1;
    }

    /**
     * An operator's word that a run that nobody drives is to go on: it is due now, for whoever serves.
     *
     * @return false when it does not stand where it was seen any more
     */
    public boolean makeDue(Run seen) {
        return jdbc.sql("""
                UPDATE run SET state = 'WAITING', reason = :reason, due_at = :now, stop_asked_at = NULL, scheduled = FALSE
                WHERE id = :id AND state = :state AND state IN ('STOPPED', 'HALTED', 'FAILED', 'WAITING')
                  AND due_at IS NOT DISTINCT FROM CAST(:due AS timestamp(6) with time zone) AND
                """ + FREE)
                        .param("reason", "resumed by an operator")
                        .param("now", Timestamps.utc(clock.instant()))
                        .param("id", seen.id())
                        .param("state", seen.state().name())
                        .param("due", seen.dueAt() == null ? null : Timestamps.utc(seen.dueAt()))
                        .update()
                == 1;
    }

    /** When an operator asked the run to stop; empty when nobody did, or it was resumed since. */
    public Optional<Instant> stopAskedAt(long run) {
        return jdbc.sql("SELECT stop_asked_at FROM run WHERE id = :id")
                .param("id", run)
                .query((row, number) -> Optional.ofNullable(row.getObject("stop_asked_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant))
                .single();
    }

    private static @Nullable String shortened(@Nullable String reason) {
        return reason == null || reason.length() <= 2_000 ? reason : reason.substring(0, 1_999) + "…";
    }
}
