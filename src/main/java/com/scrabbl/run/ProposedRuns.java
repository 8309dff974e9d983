package com.scrabbl.run;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The runs whose editions wait for approval, and what becomes of them. */
@Repository
public class ProposedRuns {

    private static final String ORIGIN =
            "origin = SUBSTRING(COALESCE(origin || '; ', '') || CAST(:origin AS varchar(250)) FROM 1 FOR 500)";

    private final JdbcClient jdbc;
    private final Runs runs;
    private final RunOwners owners;
    private final Clock clock;

    ProposedRuns(JdbcClient jdbc, Runs runs, RunOwners owners, Clock clock) {
        this.jdbc = jdbc;
        this.runs = runs;
        this.owners = owners;
        this.clock = clock;
    }

    /** All that wait, the oldest slot first. */
    public List<Run> all() {
        return jdbc
                .sql("SELECT id FROM run WHERE state = 'PROPOSED' ORDER BY slot, id")
                .query(Long.class)
                .list()
                .stream()
                .map(runs::byId)
                .flatMap(Optional::stream)
                .toList();
    }

    /** The run as it stands now, which nobody else changes before the end of the transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Run locked(Run run) {
        jdbc.sql("SELECT id FROM run WHERE id = :id FOR UPDATE")
                .param("id", run.id())
                .query(Long.class)
                .single();
        return runs.current(run);
    }

    /**
     * The edition was approved: the locked run is due now, and says so to the end. An earlier word to stop, which came when
     * it was about to wait, is taken back.
     */
    public void approved(Run run, String origin) {
        requireProposed(
                run,
                jdbc.sql("UPDATE run SET state = 'WAITING', reason = :origin, due_at = :now, ended_at = NULL, "
                                + "stop_asked_at = NULL, " + ORIGIN
                                + " WHERE id = :id AND state = 'PROPOSED'")
                        .param("origin", origin)
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .param("id", run.id())
                        .update());
    }

    /** The edition of the locked run is not to be sent. */
    public void skipped(Run run, String reason) {
        requireProposed(
                run,
                jdbc.sql("""
                                UPDATE run SET state = 'SKIPPED', reason = :reason, due_at = NULL, ended_at = :now
                                WHERE id = :id AND state = 'PROPOSED'
                                """)
                        .param("reason", reason)
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .param("id", run.id())
                        .update());
    }

    private static void requireProposed(Run run, int rows) {
        if (rows == 0) {
            throw new IllegalStateException(run.name() + " was PROPOSED under a lock, and is not any more");
        }
    }

    /**
     * Adds, once, how a run that this process drives came to be sent.
     *
     * @throws RunLostException when it is no longer this process's
     */
    void came(Run run, String origin) {
        owners.requireOwned(run);
        jdbc.sql("UPDATE run SET " + ORIGIN + " WHERE id = :id AND POSITION(:origin IN COALESCE(origin, '')) = 0")
                .param("origin", origin)
                .param("id", run.id())
                .update();
    }
}
