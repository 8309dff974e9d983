package com.scrabbl.delivery;

import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Puts an edition's rows right before it is worked on: after a killed worker, after its shelf life, by its policy. */
@Repository
public class Recovery {

    /** A row that was being sent by a worker that is no longer heard of, or left behind by this one. */
    private static final String ORPHANED = """
             WHERE id BETWEEN :edition * 1000000000000 AND :edition * 1000000000000 + 999999999999
               AND state = 'SENDING' AND (worker_id = :self OR NOT EXISTS (
                 SELECT 1 FROM worker w WHERE w.id = delivery.worker_id AND w.leased_until > CURRENT_TIMESTAMP))
            """;

    private static final String CUT_OFF =
            "killed, or cut off from the database, while sending: it cannot be known whether the relay has the message";

    private final JdbcClient jdbc;

    Recovery(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What workers whose lease lapsed had in flight becomes UNKNOWN; under {@code resend} it is due at once. So does what
     * this worker left behind: its lanes do not work on the edition now.
     *
     * @return how many
     */
    @Transactional
    public int settleOrphans(long edition, long self, Delivery.InDoubt inDoubt, Instant now) {
        int orphans = jdbc.sql("""
                UPDATE delivery SET state = 'UNKNOWN', reason = :reason, settled_at = :now, next_attempt_at = :next
                """ + ORPHANED)
                .param("edition", edition)
                .param("self", self)
                .param("reason", CUT_OFF)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("next", inDoubt == Delivery.InDoubt.RESEND ? now.atOffset(ZoneOffset.UTC) : null)
                .update();
        if (orphans > 0) {
            tellAttempts(edition, now);
        }
        return orphans;
    }

    private void tellAttempts(long edition, Instant now) {
        jdbc.sql("""
                INSERT INTO attempt (edition_id, subscription_id, number, state, reason, attempted_at, settled_at)
                SELECT edition_id, subscription_id, attempts, state, reason, attempted_at, settled_at FROM delivery
                WHERE id BETWEEN :edition * 1000000000000 AND :edition * 1000000000000 + 999999999999
                  AND state = 'UNKNOWN' AND reason = :reason
                  AND settled_at = CAST(:now AS timestamp(6) with time zone)
                ON CONFLICT DO NOTHING
                """)
                .param("edition", edition)
                .param("reason", CUT_OFF)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Under {@code resend}: unknown outcomes whose time has come are planned again. */
    public int planUnknownAgain(long edition, Instant now) {
        return jdbc.sql("""
                UPDATE delivery SET state = 'PLANNED', next_attempt_at = NULL
                WHERE id BETWEEN :edition * 1000000000000 AND :edition * 1000000000000 + 999999999999
                  AND state = 'UNKNOWN' AND next_attempt_at <= :now
                """)
                .param("edition", edition)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** After the shelf life, what still waits is EXPIRED. */
    public int expire(long edition, Instant now, Instant shelfLifeEnds) {
        if (now.isBefore(shelfLifeEnds)) {
            return 0;
        }
        return jdbc.sql("""
                UPDATE delivery
                SET state = 'EXPIRED', next_attempt_at = NULL, settled_at = :now,
                    reason = SUBSTRING('the shelf life ended' || CASE WHEN reason IS NULL THEN '' ELSE '; before: ' || reason END
                        FROM 1 FOR 1000)
                WHERE id BETWEEN :edition * 1000000000000 AND :edition * 1000000000000 + 999999999999
                  AND state IN ('PLANNED', 'DEFERRED')
                """)
                .param("edition", edition)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }
}
