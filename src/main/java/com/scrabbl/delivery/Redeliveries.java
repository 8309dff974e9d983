package com.scrabbl.delivery;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Deliveries that a further round of their edition can make good: what was our or the message's fault, or came too late. */
@Repository
public class Redeliveries {

    private static final String OURS = "state = 'REJECTED' AND (reason LIKE '" + Fault.OURS.word()
            + ":%' OR reason LIKE '" + Fault.MESSAGE.word() + ":%')";

    private static final String REDONE =
            "(" + OURS + " OR state = 'EXPIRED' OR state = 'UNKNOWN' AND CAST(:unknown AS boolean))";

    private final JdbcClient jdbc;

    Redeliveries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether a row in that state, with that reason, is one that was rejected by our or the message's fault. */
    public static boolean isRejectedByUs(DeliveryState state, @Nullable String reason) {
        return state == DeliveryState.REJECTED
                && reason != null
                && (reason.startsWith(Fault.OURS.word() + ":") || reason.startsWith(Fault.MESSAGE.word() + ":"));
    }

    /**
     * How many rows of an edition could be taken back.
     *
     * @param rejected by our or the message's fault
     */
    public record Count(long rejected, long expired, long unknown) {}

    /** Counts them. */
    public Count count(long edition) {
        return jdbc.sql("SELECT count(CASE WHEN " + OURS + """
                         THEN 1 END) AS rejected_count, count(CASE WHEN state = 'EXPIRED' THEN 1 END) AS expired_count,
                    count(CASE WHEN state = 'UNKNOWN' THEN 1 END) AS unknown_count
                FROM delivery
                WHERE id BETWEEN :edition * 1000000000000 AND :edition * 1000000000000 + 999999999999
                """)
                .param("edition", edition)
                .query((row, number) -> new Count(
                        row.getLong("rejected_count"), row.getLong("expired_count"), row.getLong("unknown_count")))
                .single();
    }

    /**
     * Rows that were looked at together.
     *
     * @param end the last subscription
     * @param taken how many of them are planned again
     */
    public record Slice(long end, int taken) {}

    /**
     * Plans one slice of them again, each only once for a round. Attempts go on being counted, and the reason keeps what
     * was known.
     *
     * @param unknown those whose outcome is unknown as well
     * @param after the end of the slice before, 0 for the first one
     * @return empty when there are no rows after the slice before
     */
    public Optional<Slice> takeBack(long edition, int round, boolean unknown, long after, int limit) {
        Long end = jdbc.sql("""
                SELECT MAX(subscription_id) AS slice_end FROM (
                    SELECT subscription_id FROM delivery
                    WHERE id > :edition * 1000000000000 + :after AND id < (:edition + 1) * 1000000000000
                    ORDER BY id
                    LIMIT :limit) slice
                """)
                .param("edition", edition)
                .param("after", after)
                .param("limit", limit)
                .query((row, number) -> Optional.ofNullable(row.getObject("slice_end", Long.class)))
                .single()
                .orElse(null);
        if (end == null) {
            return Optional.empty();
        }
        int taken = jdbc.sql("""
                UPDATE delivery
                SET state = 'PLANNED', round = :round, next_attempt_at = NULL, settled_at = NULL, decided_at = NULL,
                    reason = SUBSTRING('redone; before: ' || COALESCE(reason, state) FROM 1 FOR 1000)
                WHERE id > :edition * 1000000000000 + :after AND id <= :edition * 1000000000000 + :end
                  AND round < :round AND
                """ + REDONE)
                .param("edition", edition)
                .param("round", round)
                .param("after", after)
                .param("end", end)
                .param("unknown", unknown)
                .update();
        return Optional.of(new Slice(end, taken));
    }
}
