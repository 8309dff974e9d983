package com.scrabbl.delivery;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the ledger says; every figure is counted from its rows. */
@Repository
public class LedgerReport {

    private final JdbcClient jdbc;

    LedgerReport(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The rows of an edition by state; a state without rows is absent. */
    public Map<DeliveryState, Long> counts(long edition) {
        Map<DeliveryState, Long> counts = new EnumMap<>(DeliveryState.class);
        jdbc.sql("""
                SELECT state, count(*) AS n FROM delivery
                WHERE id BETWEEN :edition * 1000000000000 AND :edition * 1000000000000 + 999999999999
                GROUP BY state ORDER BY state
                """).param("edition", edition).query(row -> {
            counts.put(DeliveryState.valueOf(row.getString("state")), row.getLong("n"));
        });
        return counts;
    }

    /** Accepted rows without a 2xx of their own, or an operator's word: 0 in a ledger that balances. */
    public long acceptedWithoutReply(long edition) {
        return jdbc.sql("""
                SELECT count(*) FROM delivery
                WHERE id BETWEEN :edition * 1000000000000 AND :edition * 1000000000000 + 999999999999
                  AND state = 'ACCEPTED' AND decided_at IS NULL
                  AND (code IS NULL OR code NOT BETWEEN 200 AND 299)
                """).param("edition", edition).query(Long.class).single();
    }

    /** Rows that are being sent by nobody who lives: 0 in a ledger that balances. */
    public long orphans(long edition) {
        return jdbc.sql("""
                SELECT count(*) FROM delivery d
                WHERE d.id BETWEEN :edition * 1000000000000 AND :edition * 1000000000000 + 999999999999
                  AND d.state = 'SENDING' AND NOT EXISTS (
                    SELECT 1 FROM worker w WHERE w.id = d.worker_id AND w.leased_until > CURRENT_TIMESTAMP)
                """).param("edition", edition).query(Long.class).single();
    }

    /**
     * When the first open row of an edition is due: planned ones at once.
     *
     * @return empty when no row is open
     */
    public Optional<Instant> nextDue(long edition, Instant now) {
        return jdbc.sql("""
                SELECT MIN(CASE WHEN state IN ('PLANNED', 'SENDING') THEN :now ELSE next_attempt_at END) AS due
                FROM delivery
                WHERE id BETWEEN :edition * 1000000000000 AND :edition * 1000000000000 + 999999999999
                  AND (state IN ('PLANNED', 'SENDING', 'DEFERRED') OR state = 'UNKNOWN' AND next_attempt_at IS NOT NULL)
                """)
                .param("edition", edition)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, number) -> Optional.ofNullable(LedgerRow.instant(row, "due")))
                .single();
    }

    /**
     * Rows in the order of their subscriptions.
     *
     * @param after the last key already seen, 0 for the beginning
     */
    public List<LedgerRow> rows(long edition, long after, int limit) {
        return jdbc.sql(LedgerRow.SELECT + """
                FROM delivery d
                JOIN subscription s ON s.id = d.subscription_id
                JOIN subscriber p ON p.id = s.subscriber_id
                WHERE d.id > :edition * 1000000000000 + :after AND d.id < (:edition + 1) * 1000000000000
                ORDER BY d.id
                LIMIT :limit
                """)
                .param("edition", edition)
                .param("after", after)
                .param("limit", limit)
                .query(LedgerRow::of)
                .list();
    }

    /**
     * A person's deliveries, the newest first. The ledger's key begins with the edition, so its rows are reached
     * through those.
     */
    public List<ReaderDelivery> ofReader(long subscriber, int limit) {
        return jdbc.sql("""
                SELECT n.slug, e.slot, d.state, d.reason, d.attempts, d.code, d.reply, d.attempted_at, d.settled_at
                FROM subscription s
                JOIN newsletter n ON n.id = s.newsletter_id
                JOIN edition e ON e.newsletter_id = s.newsletter_id
                JOIN delivery d ON d.id = e.id * 1000000000000 + s.id
                WHERE s.subscriber_id = :subscriber
                ORDER BY e.slot DESC, e.id
                LIMIT :limit
                """)
                .param("subscriber", subscriber)
                .param("limit", limit)
                .query((row, number) -> new ReaderDelivery(
                        row.getString("slug"),
                        row.getObject("slot", OffsetDateTime.class).toInstant(),
                        DeliveryState.valueOf(row.getString("state")),
                        row.getString("reason"),
                        row.getInt("attempts"),
                        row.getObject("code", Integer.class),
                        row.getString("reply"),
                        LedgerRow.instant(row, "attempted_at"),
                        LedgerRow.instant(row, "settled_at")))
                .list();
    }
}
