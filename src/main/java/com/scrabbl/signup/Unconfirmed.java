package com.scrabbl.signup;

import static com.scrabbl.timestamp.Timestamps.utc;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Forgets, after 30 days, those who never confirmed, and what requests and letters still say of addresses. */
@Component
class Unconfirmed {

    private static final Duration KEPT = Duration.ofDays(30);
    private static final int PORTION = 1_000;

    private final JdbcClient jdbc;
    private final Clock clock;

    Unconfirmed(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @return how many pending subscriptions were dropped */
    @Transactional
    public int drop() {
        Instant now = clock.instant();
        OffsetDateTime before = utc(now.minus(KEPT));
        // Who once was a reader keeps the row, which the ledger's rows belong to.
        jdbc.sql("""
                        UPDATE subscription
                        SET state = 'ENDED', since = :now, end_reason = 'not confirmed'
                        WHERE pending_since < CAST(:before AS timestamp(6) with time zone)
                          AND EXISTS (SELECT 1 FROM consent c
                                      WHERE c.subscriber_id = subscription.subscriber_id
                                        AND c.newsletter_id = subscription.newsletter_id)
                        """).param("now", utc(now)).param("before", before).update();
        int dropped = jdbc.sql("""
                        DELETE FROM subscription
                        WHERE pending_since < CAST(:before AS timestamp(6) with time zone)
                        """).param("before", before).update();
        forget(before);
        jdbc.sql("DELETE FROM letter WHERE queued_at < CAST(:before AS timestamp(6) with time zone)")
                .param("before", before)
                .update();
        // Since it was decided, as the rows above that came of it: without it a subscriber would never be found again.
        jdbc.sql("DELETE FROM signup_request WHERE handled_at < CAST(:before AS timestamp(6) with time zone)")
                .param("before", before)
                .update();
        return dropped;
    }

    /** In portions of which each is held first: who is given a subscription or a consent meanwhile stays. */
    private void forget(OffsetDateTime before) {
        List<Long> held = List.of();
        do {
            held = jdbc.sql("""
                            SELECT id FROM subscriber
                            WHERE id > :last AND erased_at IS NULL
                              AND created_at < CAST(:before AS timestamp(6) with time zone)
                              AND address IN (SELECT r.address FROM signup_request r
                                              WHERE r.handled_at < CAST(:before AS timestamp(6) with time zone)
                                                AND r.outcome = 'CONFIRM')
                            ORDER BY id
                            LIMIT :portion
                            FOR UPDATE
                            """)
                    .param("last", held.isEmpty() ? 0L : held.get(held.size() - 1))
                    .param("before", before)
                    .param("portion", PORTION)
                    .query(Long.class)
                    .list();
            jdbc.sql("""
                            DELETE FROM subscriber
                            WHERE id = ANY(:held)
                              AND NOT EXISTS (SELECT 1 FROM subscription n WHERE n.subscriber_id = subscriber.id)
                              AND NOT EXISTS (SELECT 1 FROM consent c WHERE c.subscriber_id = subscriber.id)
                            """).param("held", held.toArray(Long[]::new)).update();
        } while (held.size() == PORTION);
    }
}
