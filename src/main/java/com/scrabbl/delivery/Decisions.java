package com.scrabbl.delivery;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** An operator's word on deliveries whose outcome is UNKNOWN. A late answer of the relay that was quicker stands. */
@Repository
public class Decisions {

    private static final String REASON =
            "reason = SUBSTRING(CAST(:decision AS varchar) || COALESCE('; before: ' || reason, '') FROM 1 FOR 1000)";

    private final JdbcClient jdbc;

    Decisions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is said of an unknown outcome. */
    public enum Decision {
        /** The relay has it. */
        ACCEPTED("ACCEPTED"),
        /** It is sent once more. */
        RESEND("PLANNED"),
        /** It is given up. */
        CANCEL("CANCELLED");

        private final String state;

        Decision(String state) {
            this.state = state;
        }

        String reason(String by) {
            return "decided by " + by + ": " + name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** The edition's subscriptions whose outcome is unknown, in their order. */
    public List<Long> unknown(long edition) {
        return jdbc.sql("""
                SELECT subscription_id FROM delivery
                WHERE id BETWEEN :edition * 1000000000000 AND :edition * 1000000000000 + 999999999999 AND state = 'UNKNOWN'
                ORDER BY id
                """).param("edition", edition).query(Long.class).list();
    }

    /**
     * The same of one reader; empty when there is none.
     *
     * @param address in its normal form
     */
    public List<Long> unknown(long edition, String address) {
        return jdbc.sql("""
                SELECT d.subscription_id FROM subscriber p
                JOIN subscription s ON s.subscriber_id = p.id
                JOIN delivery d ON d.id = :edition * 1000000000000 + s.id
                WHERE p.address = :address AND d.state = 'UNKNOWN'
                ORDER BY d.id
                """)
                .param("edition", edition)
                .param("address", address)
                .query(Long.class)
                .list();
    }

    /**
     * Decides one delivery.
     *
     * @param subscription any number: one that no subscription has is of no delivery
     * @param by who decides, for the reason
     * @param round of which it is from now on
     * @return false when its outcome is not unknown any more
     */
    public boolean decide(long edition, long subscription, Decision decision, String by, int round, Instant now) {
        String times = decision == Decision.RESEND
                ? "decided_at = NULL, settled_at = NULL, round = :round, "
                : "decided_at = :now, settled_at = :now, ";
        // A request may name any number: the sum must neither leave its type nor be the key of another edition's row.
        JdbcClient.StatementSpec update = jdbc.sql("UPDATE delivery SET state = :state, next_attempt_at = NULL, "
                        + times + REASON + " WHERE id = :edition * 1000000000000 + LEAST(:subscription, 999999999999)"
                        + " AND subscription_id = :subscription AND state = 'UNKNOWN'")
                .param("state", decision.state)
                .param("decision", decision.reason(by))
                .param("edition", edition)
                .param("subscription", subscription);
        return (decision == Decision.RESEND
                                ? update.param("round", round)
                                : update.param("now", now.atOffset(ZoneOffset.UTC)))
                        .update()
                == 1;
    }
}
