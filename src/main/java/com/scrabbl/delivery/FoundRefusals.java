package com.scrabbl.delivery;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Refusals that were said to everybody: their rows say that they are not the reader's fault, whatever the words mean. So nothing
 * is concluded from them against a reader, and a redo takes them in.
 */
@Repository
class FoundRefusals {

    /** How the reason of such a row begins. */
    private static final String REASON = Fault.OURS.word() + ": the relay took nobody; before: ";

    private static final int SLICE = 1_000;

    private final JdbcClient jdbc;

    FoundRefusals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether an edition has an acceptance already. */
    boolean anyAccepted(long edition) {
        return !jdbc.sql("""
                        SELECT subscription_id FROM delivery
                        WHERE id BETWEEN :edition * 1000000000000 AND :edition * 1000000000000 + 999999999999
                          AND state = 'ACCEPTED'
                        LIMIT 1
                        """).param("edition", edition).query(Long.class).list().isEmpty();
    }

    /** Marks those of them that were refused for good, or given up. Repeating it changes nothing. */
    void mark(long edition, List<Long> subscriptions) {
        for (int from = 0; from < subscriptions.size(); from += SLICE) {
            List<Long> slice = subscriptions.subList(from, Math.min(subscriptions.size(), from + SLICE));
            jdbc.sql("""
                    UPDATE delivery
                    SET reason = SUBSTRING(:reason || COALESCE(reason, '') FROM 1 FOR 1000),
                        reply_class = REGEXP_REPLACE(reply_class, '/.*', '') || '/OURS'
                    WHERE id IN (:ids) AND state IN ('REJECTED', 'EXPIRED') AND (reason IS NULL
                        OR reason NOT LIKE 'ours:%' AND reason NOT LIKE 'message:%')
                    """)
                    .param("reason", REASON)
                    .param(
                            "ids",
                            slice.stream()
                                    .map(subscription -> edition * 1_000_000_000_000L + subscription)
                                    .toList())
                    .update();
        }
    }
}
