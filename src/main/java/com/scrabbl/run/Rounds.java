package com.scrabbl.run;

import com.scrabbl.timestamp.Timestamps;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rounds of an edition after its first sending. Of an edition whose latest round is COMPLETED or HALTED, the next can be opened. */
@Repository
public class Rounds {

    private final JdbcClient jdbc;
    private final Clock clock;

    Rounds(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Whom a redo takes in besides those who were refused by our or the message's fault, and those who expired.
     *
     * @param unknown those whose outcome nobody knows
     * @param joined those who subscribe and have no row in the edition
     */
    public record Redo(boolean unknown, boolean joined) {}

    /**
     * Opens the round after this one for a redo.
     *
     * @param decided for how many readers it was decided on
     * @param worker in whose hands it is; null when it is due now, for whoever serves
     * @return false when somebody else opened it a moment ago
     */
    public boolean openRedo(Run latest, Redo redo, long decided, @Nullable Long worker) {
        return jdbc.sql("""
                INSERT INTO run (newsletter_id, slot, round, edition_id, state, reason, created_at, due_at, worker_id, redo,
                    redo_unknown, redo_joined, redo_decided)
                VALUES (:newsletter, :slot, :round, :edition, :state, :reason, :now, :due, :worker, TRUE, :unknown, :joined, :decided)
                ON CONFLICT DO NOTHING
                """)
                        .param("newsletter", latest.newsletterId())
                        .param("slot", Timestamps.utc(latest.slot()))
                        .param("round", latest.round() + 1)
                        .param("edition", latest.edition())
                        .param("state", (worker == null ? RunState.WAITING : RunState.RUNNING).name())
                        .param("reason", worker == null ? "redone by an operator" : null)
                        .param("now", Timestamps.utc(clock.instant()))
                        .param("due", worker == null ? Timestamps.utc(clock.instant()) : null)
                        .param("worker", worker)
                        .param("unknown", redo.unknown())
                        .param("joined", redo.joined())
                        .param("decided", decided)
                        .update()
                == 1;
    }

    /** A halted round is over, since the next one takes its open readers too; its reason stays. */
    public void goesOnInNext(Run halted) {
        jdbc.sql("""
                UPDATE run
                SET state = 'COMPLETED', reason = SUBSTRING('Halted, and goes on in round ' || CAST(round + 1 AS varchar(9))
                    || '. Before: ' || COALESCE(reason, '') FROM 1 FOR 2000)
                WHERE id = :id AND state = 'HALTED'
                """).param("id", halted.id()).update();
    }

    /** Opens the round after this one for rows that are planned again already; it is due now. */
    public void openDue(Run latest, String reason) {
        jdbc.sql("""
                INSERT INTO run (newsletter_id, slot, round, edition_id, state, reason, created_at, due_at)
                VALUES (:newsletter, :slot, :round, :edition, 'WAITING', :reason, :now, :now)
                """)
                .param("newsletter", latest.newsletterId())
                .param("slot", Timestamps.utc(latest.slot()))
                .param("round", latest.round() + 1)
                .param("edition", latest.edition())
                .param("reason", reason)
                .param("now", Timestamps.utc(clock.instant()))
                .update();
    }

    /** A run that waits is due now. */
    public void hasten(Run waiting) {
        jdbc.sql("UPDATE run SET due_at = :now WHERE id = :id AND state = 'WAITING'")
                .param("now", Timestamps.utc(clock.instant()))
                .param("id", waiting.id())
                .update();
    }

    /** Some of them were taken in, in the transaction that takes them. */
    void taken(Run run, int readers) {
        if (readers > 0) {
            jdbc.sql("UPDATE run SET redo_taken = redo_taken + :readers WHERE id = :id")
                    .param("readers", readers)
                    .param("id", run.id())
                    .update();
        }
    }

    /** Whom the round takes back; empty when it is no redo. */
    Optional<Redo> redo(Run run) {
        return jdbc.sql("SELECT redo_unknown, redo_joined FROM run WHERE id = :id AND redo")
                .param("id", run.id())
                .query((row, number) -> new Redo(row.getBoolean("redo_unknown"), row.getBoolean("redo_joined")))
                .optional();
    }
}
