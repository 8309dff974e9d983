package com.scrabbl.run.view;

import com.scrabbl.delivery.DeliveryState;
import com.scrabbl.delivery.Redeliveries;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads rows of the ledger to count them, by ranges of the key. */
@Repository
class CountedRows {

    private final JdbcClient jdbc;

    CountedRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What was read of a range.
     *
     * @param last the key of the last row; meaningless when there was none
     */
    record Range(Tally tally, long last) {}

    /**
     * Counts an edition's rows of a range of subscriptions.
     *
     * @param after exclusive
     * @param end inclusive
     * @param most rows; the range ends earlier when there are more
     */
    Range count(long edition, long after, long end, int most) {
        Tally tally = new Tally();
        long[] last = {after};
        // A row without its subscription would be a fault, and must not vanish from the sum.
        jdbc.sql("""
                SELECT d.subscription_id, d.state, d.round, d.reason, d.code, d.attempts, d.settled_at, d.next_attempt_at,
                    CASE WHEN d.decided_at IS NULL THEN 0 ELSE 1 END AS decided, p.domain
                FROM delivery d
                LEFT JOIN subscription s ON s.id = d.subscription_id
                LEFT JOIN subscriber p ON p.id = s.subscriber_id
                WHERE d.id > :edition * 1000000000000 + :after
                  AND d.id <= :edition * 1000000000000 + LEAST(:end, 999999999999)
                ORDER BY d.id
                LIMIT :most
                """)
                .param("edition", edition)
                .param("after", after)
                .param("end", end)
                .param("most", most)
                .query(row -> {
                    CountedRow counted = row(row);
                    tally.add(counted);
                    last[0] = counted.subscription();
                });
        return new Range(tally, last[0]);
    }

    private static CountedRow row(ResultSet row) throws SQLException {
        DeliveryState state = DeliveryState.valueOf(row.getString("state"));
        String reason = row.getString("reason");
        return new CountedRow(
                row.getLong("subscription_id"),
                state,
                row.getInt("round"),
                reason,
                row.getObject("code", Integer.class),
                Redeliveries.isRejectedByUs(state, reason),
                row.getInt("attempts") > 0,
                row.getInt("decided") == 1,
                instant(row, "settled_at"),
                instant(row, "next_attempt_at"),
                row.getString("domain"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
