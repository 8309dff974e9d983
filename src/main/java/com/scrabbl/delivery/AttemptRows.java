package com.scrabbl.delivery;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes the rows of table {@code attempt}, each a copy of what the delivery's own row says of its latest attempt. */
final class AttemptRows {

    private AttemptRows() {}

    /** Copies one settled delivery; recorded again, the later word stands. */
    static void copy(JdbcClient jdbc, Delivery delivery) {
        jdbc.sql(
                        "DELETE FROM attempt WHERE edition_id = :edition AND subscription_id = :subscription AND number = :number")
                .param("edition", delivery.edition())
                .param("subscription", delivery.subscription())
                .param("number", delivery.attempt())
                .update();
        jdbc.sql("""
                INSERT INTO attempt (edition_id, subscription_id, number, state, reason, stage, code, enhanced, reply, relay,
                    took_ms, attempted_at, settled_at)
                SELECT edition_id, subscription_id, attempts, state, reason, stage, code, enhanced, reply, relay,
                    took_ms, attempted_at, settled_at
                FROM delivery
                WHERE edition_id = :edition AND subscription_id = :subscription
                """)
                .param("edition", delivery.edition())
                .param("subscription", delivery.subscription())
                .update();
    }
}
