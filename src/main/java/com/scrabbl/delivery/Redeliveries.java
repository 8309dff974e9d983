package com.scrabbl.delivery;

import java.util.OptionalLong;
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
                WHERE edition_id = :edition
                """)
                .param("edition", edition)
                .query((row, number) -> new Count(
                        row.getLong("rejected_count"), row.getLong("expired_count"), row.getLong("unknown_count")))
                .single();
    }

    /**
     * Plans one slice of them again, each only once for a round. Attempts go on being counted, and the reason keeps what
     * was known.
     *
     * @param unknown those whose outcome is unknown as well
     * @param after the end of the slice before, 0 for the first one
     * @return the end of this slice; empty when there are no rows after the one before
     */
    public OptionalLong takeBack(long edition, int round, boolean unknown, long after, int limit) {
        OptionalLong end = jdbc.sql("""
                SELECT MAX(subscription_id) AS slice_end FROM (
                    SELECT subscription_id FROM delivery
                    WHERE edition_id = :edition AND subscription_id > :after
                    ORDER BY edition_id, subscription_id
                    LIMIT :limit) slice
                """)
                .param("edition", edition)
                .param("after", after)
                .param("limit", limit)
                .query((row, number) -> {
                    long last = row.getLong("slice_end");
                    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(last);
                })
                .single();
        if (end.isPresent()) {
            jdbc.sql("""
                    UPDATE delivery
                    SET state = 'PLANNED', round = :round, next_attempt_at = NULL, settled_at = NULL, decided_at = NULL,
                        reason = SUBSTRING('redone; before: ' || COALESCE(reason, state) FROM 1 FOR 1000)
                    WHERE edition_id = :edition AND subscription_id > :after AND subscription_id <= :end AND round < :round
                      AND
                    """ + REDONE)
                    .param("edition", edition)
                    .param("round", round)
                    .param("after", after)
                    .param("end", end.getAsLong())
                    .param("unknown", unknown)
                    .update();
        }
        return end;
    }
}
