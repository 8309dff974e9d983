package com.scrabbl.run;

import com.scrabbl.newsletter.WrittenSlot;
import com.scrabbl.timestamp.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The history of all runs. */
@Repository
public class Runs {

    private static final String SELECT = """
            SELECT run.id, run.newsletter_id, n.slug, run.slot, run.round, run.edition_id, run.state, run.reason,
                run.started_at, run.due_at, run.busy_ms
            FROM run JOIN newsletter n ON n.id = run.newsletter_id
            """;

    private static final Duration JUST_OPENED = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final Clock clock;

    Runs(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Records a slot of the schedule.
     *
     * @return false when it had a record already, which stays as it is
     */
    public boolean record(long newsletterId, Instant slot, SlotOutcome outcome) {
        return record(newsletterId, slot, outcome, true);
    }

    private boolean record(long newsletterId, Instant slot, SlotOutcome outcome, boolean scheduled) {
        return jdbc.sql("""
                INSERT INTO run (newsletter_id, slot, round, state, reason, origin, scheduled, created_at, due_at)
                VALUES (:newsletter, :slot, 0, :state, :reason, :origin, :scheduled, :now, :due)
                ON CONFLICT DO NOTHING
                """)
                        .param("newsletter", newsletterId)
                        .param("slot", Timestamps.utc(slot))
                        .param("state", outcome.state().name())
                        .param("reason", outcome.reason())
                        .param("origin", outcome.origin())
                        .param("scheduled", scheduled)
                        .param("now", Timestamps.utc(clock.instant()))
                        .param("due", outcome.state() == RunState.WAITING ? Timestamps.utc(clock.instant()) : null)
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
                        .param("slot", Timestamps.utc(slot))
                        .param("now", Timestamps.utc(clock.instant()))
                        .param("worker", worker)
                        .update()
                == 1;
    }

    /** A new run for the first free slot from now on, due now. */
    public Run openDue(long newsletterId) {
        while (true) {
            Instant slot = freeSlot(newsletterId);
            if (record(newsletterId, slot, SlotOutcome.due("an operator sends it"), false)) {
                return find(newsletterId, slot).orElseThrow();
            }
        }
    }

    /** The run that was opened last. The newsletter is locked until the end of the transaction: two ask one after another. */
    public Optional<Run> latestOf(long newsletterId) {
        jdbc.sql("SELECT id FROM newsletter WHERE id = :id FOR UPDATE")
                .param("id", newsletterId)
                .query(Long.class)
                .single();
        return jdbc.sql(SELECT + " WHERE run.newsletter_id = :newsletter ORDER BY run.id DESC LIMIT 1")
                .param("newsletter", newsletterId)
                .query(Runs::run)
                .optional();
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
     * Runs that go on by themselves now, those whose worker is no longer heard of, and those that this worker drove when
     * it could not record their end; the oldest slot first. Of a newsletter's slots that have no edition yet, one at a
     * time.
     *
     * @param self this worker; what it executes at present is to be left out by the caller
     */
    public List<Run> due(long self) {
        return jdbc.sql(SELECT + """
                WHERE (run.state IN ('WAITING', 'FAILED', 'PROPOSED') AND run.due_at <= :now OR run.state = 'RUNNING')
                  AND (run.worker_id = :self AND (run.started_at IS NOT NULL OR run.created_at < :opened) OR
                """ + RunOwners.FREE + """
                )
                  AND (run.edition_id IS NOT NULL OR NOT EXISTS (
                      SELECT 1 FROM run older
                      WHERE older.newsletter_id = run.newsletter_id AND older.slot < run.slot
                        AND older.edition_id IS NULL AND older.state IN ('WAITING', 'RUNNING')))
                ORDER BY run.slot, run.id
                """)
                .param("now", Timestamps.utc(clock.instant()))
                .param("self", self)
                // A slot is opened a moment before its execution begins.
                .param("opened", Timestamps.utc(clock.instant().minus(JUST_OPENED)))
                .query(Runs::run)
                .list();
    }

    /**
     * A newsletter's runs that are not over; the oldest slot first. One that was given up is over, and one that waits for
     * approval is not looked at before its time for that is.
     */
    public List<Run> unfinished(long newsletterId) {
        return jdbc.sql(SELECT + """
                WHERE run.newsletter_id = :newsletter
                  AND (run.state IN ('WAITING', 'FAILED') AND run.due_at IS NOT NULL OR run.state = 'RUNNING'
                      OR run.state = 'PROPOSED' AND run.due_at <= :now)
                ORDER BY run.slot, run.id
                """)
                .param("newsletter", newsletterId)
                .param("now", Timestamps.utc(clock.instant()))
                .query(Runs::run)
                .list();
    }

    /** Whether a later slot of the newsletter is still to be begun. */
    boolean laterWaits(Run run) {
        return jdbc.sql("""
                        SELECT count(*) FROM run
                        WHERE newsletter_id = :newsletter AND slot > :slot AND edition_id IS NULL AND state = 'WAITING'
                        """)
                        .param("newsletter", run.newsletterId())
                        .param("slot", Timestamps.utc(run.slot()))
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** The run of a slot; of several rounds the last. */
    public Optional<Run> find(long newsletterId, Instant slot) {
        return jdbc.sql(SELECT
                        + " WHERE run.newsletter_id = :newsletter AND run.slot = :slot ORDER BY run.round DESC LIMIT 1")
                .param("newsletter", newsletterId)
                .param("slot", Timestamps.utc(slot))
                .query(Runs::run)
                .optional();
    }

    /**
     * The run that a person names by its number or by {@code NEWSLETTER/SLOT}; of several rounds the last.
     *
     * @throws UnknownRunException when there is none
     */
    public Run get(String id) {
        if (id.matches("[0-9]{1,18}")) {
            return byId(Long.parseLong(id)).orElseThrow(() -> new UnknownRunException(id));
        }
        return jdbc.sql(SELECT + " WHERE n.slug = :slug AND run.slot = :slot ORDER BY run.round DESC LIMIT 1")
                .param("slug", id.substring(0, Math.max(0, id.indexOf('/'))))
                .param("slot", Timestamps.utc(slotOf(id)))
                .query(Runs::run)
                .optional()
                .orElseThrow(() -> new UnknownRunException(id));
    }

    private static Instant slotOf(String id) {
        try {
            return WrittenSlot.parse(id.substring(id.indexOf('/') + 1));
        } catch (DateTimeException e) {
            throw new UnknownRunException(id);
        }
    }

    /** The run of this number. */
    public Optional<Run> byId(long id) {
        return jdbc.sql(SELECT + " WHERE run.id = :id")
                .param("id", id)
                .query(Runs::run)
                .optional();
    }

    /** The run as it stands now. */
    public Run current(Run run) {
        return byId(run.id()).orElseThrow();
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
                Timestamps.instant(row, "slot"),
                row.getInt("round"),
                row.getObject("edition_id", Long.class),
                RunState.valueOf(row.getString("state")),
                row.getString("reason"),
                Timestamps.instantOrNull(row, "started_at"),
                Timestamps.instantOrNull(row, "due_at"),
                Duration.ofMillis(row.getLong("busy_ms")));
    }
}
