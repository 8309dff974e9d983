package com.scrabbl.run;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The history of all runs, and who drives which. */
@Repository
class Runs {

    private static final String SELECT = """
            SELECT run.id, run.newsletter_id, n.slug, run.slot, run.round, run.edition_id, run.state, run.reason,
                run.started_at, run.due_at, run.busy_ms
            FROM run JOIN newsletter n ON n.id = run.newsletter_id
            """;

    /** No live worker drives it. */
    private static final String FREE = """
             NOT EXISTS (SELECT 1 FROM worker w WHERE w.id = run.worker_id AND w.leased_until > CURRENT_TIMESTAMP)
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    Runs(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Records a slot.
     *
     * @return false when it had a record already, which stays as it is
     */
    boolean record(long newsletterId, Instant slot, RunState state, @Nullable String reason) {
        return jdbc.sql("""
                INSERT INTO run (newsletter_id, slot, round, state, reason, created_at, due_at)
                VALUES (:newsletter, :slot, 0, :state, :reason, :now, :due)
                ON CONFLICT DO NOTHING
                """)
                        .param("newsletter", newsletterId)
                        .param("slot", utc(slot))
                        .param("state", state.name())
                        .param("reason", reason)
                        .param("now", utc(clock.instant()))
                        .param("due", state == RunState.WAITING ? utc(clock.instant()) : null)
                        .update()
                == 1;
    }

    /**
     * Records a slot that this worker is about to run.
     *
     * @return false when it had a record already, which stays as it is
     */
    boolean recordClaimed(long newsletterId, Instant slot, long worker) {
        return jdbc.sql("""
                        INSERT INTO run (newsletter_id, slot, round, state, created_at, worker_id)
                        VALUES (:newsletter, :slot, 0, 'RUNNING', :now, :worker)
                        ON CONFLICT DO NOTHING
                        """)
                        .param("newsletter", newsletterId)
                        .param("slot", utc(slot))
                        .param("now", utc(clock.instant()))
                        .param("worker", worker)
                        .update()
                == 1;
    }

    /** The first slot from now on, in whole seconds, that has no record. */
    Instant freeSlot(long newsletterId) {
        Instant slot = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        while (find(newsletterId, slot).isPresent()) {
            slot = slot.plusSeconds(1);
        }
        return slot;
    }

    /**
     * Makes the worker the one that drives the run.
     *
     * @return false when another live worker does, or nothing more can come of it
     */
    boolean claim(Run run, long worker) {
        return jdbc.sql("""
                UPDATE run
                SET worker_id = :worker, state = 'RUNNING', reason = NULL, due_at = NULL, ended_at = NULL,
                    started_at = COALESCE(started_at, :now)
                WHERE id = :id AND state NOT IN ('COMPLETED', 'SKIPPED') AND (worker_id = :worker OR
                """ + FREE + ")")
                        .param("worker", worker)
                        .param("now", utc(clock.instant()))
                        .param("id", run.id())
                        .update()
                == 1;
    }

    /** Remembers which edition the run sends. */
    void frozen(Run run, long edition) {
        jdbc.sql("UPDATE run SET edition_id = :edition WHERE id = :id")
                .param("edition", edition)
                .param("id", run.id())
                .update();
    }

    /**
     * Ends an execution.
     *
     * @param dueAt when the run goes on by itself
     */
    void end(Run run, RunState state, @Nullable String reason, @Nullable Instant dueAt) {
        jdbc.sql("""
                UPDATE run SET state = :state, reason = :reason, due_at = :due, ended_at = :now WHERE id = :id
                """)
                .param("state", state.name())
                .param("reason", reason)
                .param("due", utc(dueAt))
                .param("now", utc(clock.instant()))
                .param("id", run.id())
                .update();
    }

    /** Lets go of a run that this worker drove for so long. */
    void release(Run run, long worker, Duration busy) {
        jdbc.sql("UPDATE run SET worker_id = NULL, busy_ms = busy_ms + :busy WHERE id = :id AND worker_id = :worker")
                .param("busy", busy.toMillis())
                .param("id", run.id())
                .param("worker", worker)
                .update();
    }

    /** Runs that go on by themselves now, and those whose worker is no longer heard of; the oldest slot first. */
    List<Run> due() {
        return jdbc.sql(SELECT + """
                WHERE (run.state IN ('WAITING', 'FAILED') AND run.due_at <= :now OR run.state = 'RUNNING') AND
                """ + FREE + " ORDER BY run.slot, run.id")
                .param("now", utc(clock.instant()))
                .query(Runs::run)
                .list();
    }

    /** A newsletter's runs that are not over; the oldest slot first. One that was given up is over. */
    List<Run> unfinished(long newsletterId) {
        return jdbc.sql(SELECT + """
                WHERE run.newsletter_id = :newsletter
                  AND (run.state IN ('WAITING', 'FAILED') AND run.due_at IS NOT NULL OR run.state = 'RUNNING')
                ORDER BY run.slot, run.id
                """)
                .param("newsletter", newsletterId)
                .query(Runs::run)
                .list();
    }

    Optional<Run> find(long newsletterId, Instant slot) {
        return jdbc.sql(SELECT
                        + " WHERE run.newsletter_id = :newsletter AND run.slot = :slot ORDER BY run.round DESC LIMIT 1")
                .param("newsletter", newsletterId)
                .param("slot", utc(slot))
                .query(Runs::run)
                .optional();
    }

    /**
     * The run that a person names by its number or by {@code NEWSLETTER/SLOT}; of several rounds the last.
     *
     * @throws UnknownRunException when there is none
     */
    Run get(String id) {
        if (id.matches("[0-9]{1,18}")) {
            return byId(Long.parseLong(id)).orElseThrow(() -> new UnknownRunException(id));
        }
        return jdbc.sql(SELECT + " WHERE n.slug = :slug AND run.slot = :slot ORDER BY run.round DESC LIMIT 1")
                .param("slug", id.substring(0, Math.max(0, id.indexOf('/'))))
                .param("slot", utc(slotOf(id)))
                .query(Runs::run)
                .optional()
                .orElseThrow(() -> new UnknownRunException(id));
    }

    private static Instant slotOf(String id) {
        try {
            return Instant.parse(id.substring(id.indexOf('/') + 1));
        } catch (DateTimeParseException e) {
            throw new UnknownRunException(id);
        }
    }

    Optional<Run> byId(long id) {
        return jdbc.sql(SELECT + " WHERE run.id = :id")
                .param("id", id)
                .query(Runs::run)
                .optional();
    }

    /** The history, the latest slot first. */
    List<Run> latest(int limit) {
        return jdbc.sql(SELECT + " ORDER BY run.slot DESC, run.id DESC LIMIT :limit")
                .param("limit", limit)
                .query(Runs::run)
                .list();
    }

    private static Run run(ResultSet row, int number) throws SQLException {
        return new Run(
                row.getLong("id"),
                row.getLong("newsletter_id"),
                row.getString("slug"),
                java.util.Objects.requireNonNull(instant(row, "slot")),
                row.getInt("round"),
                row.getObject("edition_id", Long.class),
                RunState.valueOf(row.getString("state")),
                row.getString("reason"),
                instant(row, "started_at"),
                instant(row, "due_at"),
                Duration.ofMillis(row.getLong("busy_ms")));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
