package com.scrabbl.delivery;

import com.scrabbl.delivery.Ledger.Begun;
import com.scrabbl.delivery.Ledger.Claim;
import com.scrabbl.delivery.Ledger.Owner;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

/** Begins attempts: each delivery belongs to one attempt at a time. */
@Repository
class BegunRows {

    private static final String LEASED =
            "EXISTS (SELECT 1 FROM worker WHERE id = :worker AND leased_until > CURRENT_TIMESTAMP)";

    /** One guarded statement: the row is due, the lease holds, the reader still wants it now, the address may be mailed. */
    private static final String TAKE = """
            UPDATE delivery
            SET state = 'SENDING', attempts = delivery.attempts + 1, worker_id = :worker, group_number = :group,
                attempted_at = :now, settled_at = NULL, reason = NULL, stage = NULL, code = NULL, enhanced = NULL,
                reply = NULL, relay = NULL, took_ms = NULL, reply_class = NULL, next_attempt_at = NULL
            FROM unnest(CAST(:subscriptions AS bigint ARRAY)) AS v (subscription)
            WHERE delivery.id = :edition * 1000000000000 + v.subscription
              AND (delivery.state = 'PLANNED' OR delivery.state = 'DEFERRED' AND delivery.next_attempt_at <= :now)
              AND %s
              AND EXISTS (
                  SELECT 1 FROM subscription s JOIN subscriber p ON p.id = s.subscriber_id
                  WHERE s.id = delivery.subscription_id AND s.state = 'ACTIVE'
                    AND (s.paused_until IS NULL OR s.paused_until <= :now) AND NOT EXISTS (
                      SELECT 1 FROM suppression x
                      WHERE x.address IN (p.address, '@' || p.domain) AND (x.expires_at IS NULL OR x.expires_at > :now)))
            """.formatted(LEASED);

    private static final String TAKE_RETURNING = TAKE + "RETURNING delivery.subscription_id, delivery.attempts";

    /** H2 has no RETURNING, but this. */
    private static final String TAKE_ON_H2 = "SELECT subscription_id, attempts FROM FINAL TABLE (" + TAKE + ")";

    private final LedgerDatabase database;
    private final JdbcClient jdbc;
    private final Clock clock;

    BegunRows(LedgerDatabase database, JdbcClient jdbc, Clock clock) {
        this.database = database;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Begins what may be begun of the claims on an edition. Repeated with the same group it finds what it began.
     *
     * @return an answer for each claim, in their order
     */
    List<Begun> begin(Owner owner, long group, List<Claim> claims) {
        Map<Long, Integer> taken = take(owner, group, claims);
        return claims.stream()
                .map(claim -> {
                    Integer attempt = taken.get(claim.subscription());
                    return attempt == null
                            ? passOver(claim)
                            : new Begun(new Delivery(claim.edition(), claim.subscription(), attempt), false);
                })
                .toList();
    }

    /** The attempts by subscription. */
    private Map<Long, Integer> take(Owner owner, long group, List<Claim> claims) {
        Map<Long, Integer> taken = new HashMap<>();
        RowCallbackHandler keeping = row -> taken.put(row.getLong("subscription_id"), row.getInt("attempts"));
        String take = database.isH2() ? TAKE_ON_H2 : TAKE_RETURNING;
        now(bind(jdbc.sql(take), owner, group, claims)).query(keeping);
        if (taken.size() < claims.size()) {
            bind(jdbc.sql("""
                    SELECT d.subscription_id, d.attempts
                    FROM unnest(CAST(:subscriptions AS bigint ARRAY)) AS v (subscription)
                    JOIN delivery d ON d.id = :edition * 1000000000000 + v.subscription
                    WHERE d.worker_id = :worker AND d.group_number = :group AND d.state = 'SENDING'
                    """), owner, group, claims).query(keeping);
        }
        return taken;
    }

    private StatementSpec now(StatementSpec statement) {
        return statement.param("now", clock.instant().atOffset(ZoneOffset.UTC));
    }

    /** Why a row was not taken; a reader who left or makes a pause meanwhile is skipped. */
    private Begun passOver(Claim claim) {
        String why = bind(jdbc.sql("""
                SELECT CASE
                    WHEN NOT %s THEN 'lease'
                    WHEN d.state NOT IN ('PLANNED', 'DEFERRED') THEN 'taken'
                    WHEN s.state <> 'ACTIVE' THEN 'unsubscribed after the audience was frozen'
                    WHEN s.paused_until > :now
                        THEN 'paused until ' || CAST(CAST(s.paused_until AT TIME ZONE 'UTC' AS date) AS varchar)
                    ELSE COALESCE((
                        SELECT 'suppressed: ' || MIN(x.cause) FROM suppression x
                        WHERE x.address IN (p.address, '@' || p.domain) AND (x.expires_at IS NULL OR x.expires_at > :now)), 'taken')
                    END
                FROM delivery d
                JOIN subscription s ON s.id = d.subscription_id
                JOIN subscriber p ON p.id = s.subscriber_id
                WHERE d.id = :edition * 1000000000000 + :subscription
                """.formatted(LEASED)), claim)
                .param("worker", claim.worker())
                .query(String.class)
                .optional()
                .orElse("taken");
        if (why.equals("lease")) {
            return new Begun(null, true);
        }
        if (!why.equals("taken")) {
            bind(jdbc.sql("""
                    UPDATE delivery SET state = 'SKIPPED', reason = :reason, next_attempt_at = NULL, settled_at = :now
                    WHERE id = :edition * 1000000000000 + :subscription AND state IN ('PLANNED', 'DEFERRED')
                    """), claim).param("reason", why).update();
        }
        return Begun.NOTHING;
    }

    private StatementSpec bind(StatementSpec statement, Claim claim) {
        return statement
                .param("edition", claim.edition())
                .param("subscription", claim.subscription())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC));
    }

    private static StatementSpec bind(StatementSpec statement, Owner owner, long group, List<Claim> claims) {
        return statement
                .param("edition", owner.edition())
                .param("worker", owner.worker())
                .param("group", group)
                .param(
                        "subscriptions",
                        new SqlArrayValue(
                                "bigint",
                                claims.stream().map(Claim::subscription).toArray()));
    }
}
