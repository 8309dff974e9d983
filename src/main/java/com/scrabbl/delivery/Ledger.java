package com.scrabbl.delivery;

import com.scrabbl.mail.Answer;
import com.scrabbl.mail.SmtpReply;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The lanes' side of the ledger. A lane asks for one thing: settle this, and begin the next. What it is given is durably
 * recorded before it is given, so that a message never goes out unrecorded; what the relay answered is recorded with the
 * next request.
 */
@Repository
class Ledger {

    private static final String THE_ATTEMPT =
            " WHERE edition_id = :edition AND subscription_id = :subscription AND worker_id = :worker AND attempts = :attempt";

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final Clock clock;

    Ledger(JdbcClient jdbc, TransactionOperations transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** A request to begin the next attempt at a delivery. */
    record Claim(long edition, long subscription, long worker) {}

    /**
     * Settles an attempt and begins another, in one commit.
     *
     * @param settled what the lane's last attempt came to, if it had one
     * @return the attempt begun; empty when that delivery is not to be sent, or not by this worker
     * @throws LeaseLostException when the worker's lease has lapsed; then the settlement is recorded all the same
     */
    Optional<Delivery> settleAndBegin(@Nullable Settlement settled, Claim next) {
        Begun begun = require(transactions.execute(status -> {
            if (settled != null) {
                record(settled, next.worker());
            }
            return begin(next);
        }));
        if (begun.leaseLost()) {
            throw new LeaseLostException(next.worker());
        }
        return Optional.ofNullable(begun.delivery());
    }

    /** Settles a lane's last attempt. */
    void settle(Settlement settled, long worker) {
        transactions.executeWithoutResult(status -> record(settled, worker));
    }

    /** Takes an attempt back that certainly never reached the relay: the delivery is due at once, as if not tried. */
    void release(Delivery delivery, long worker) {
        bind(jdbc.sql("""
                UPDATE delivery
                SET state = 'PLANNED', attempts = attempts - 1, worker_id = NULL, attempted_at = NULL
                """ + THE_ATTEMPT + " AND state = 'SENDING'"), delivery, worker)
                .update();
    }

    private record Begun(@Nullable Delivery delivery, boolean leaseLost) {}

    private Begun begin(Claim claim) {
        // One guarded statement: the row is open, the lease holds, the reader still wants it, the address may be
        // mailed.
        int taken = bind(jdbc.sql("""
                UPDATE delivery
                SET state = 'SENDING', attempts = attempts + 1, worker_id = :worker, attempted_at = :now, settled_at = NULL,
                    reason = NULL, stage = NULL, code = NULL, enhanced = NULL, reply = NULL, relay = NULL, took_ms = NULL,
                    next_attempt_at = NULL
                WHERE edition_id = :edition AND subscription_id = :subscription AND state IN ('PLANNED', 'DEFERRED')
                  AND EXISTS (SELECT 1 FROM worker WHERE id = :worker AND leased_until > CURRENT_TIMESTAMP)
                  AND EXISTS (
                      SELECT 1 FROM subscription s JOIN subscriber p ON p.id = s.subscriber_id
                      WHERE s.id = :subscription AND s.state = 'ACTIVE' AND NOT EXISTS (
                          SELECT 1 FROM suppression x
                          WHERE x.address = p.address AND (x.expires_at IS NULL OR x.expires_at > :now)))
                """), claim).update();
        if (taken == 0) {
            return passOver(claim);
        }
        int attempt = jdbc.sql(
                        "SELECT attempts FROM delivery WHERE edition_id = :edition AND subscription_id = :subscription")
                .param("edition", claim.edition())
                .param("subscription", claim.subscription())
                .query(Integer.class)
                .single();
        return new Begun(new Delivery(claim.edition(), claim.subscription(), attempt), false);
    }

    /** Why the guarded statement took nothing; a reader who left meanwhile is skipped. */
    private Begun passOver(Claim claim) {
        String why = bind(jdbc.sql("""
                SELECT CASE
                    WHEN NOT EXISTS (SELECT 1 FROM worker WHERE id = :worker AND leased_until > CURRENT_TIMESTAMP)
                        THEN 'lease'
                    WHEN d.state NOT IN ('PLANNED', 'DEFERRED') THEN 'taken'
                    WHEN s.state <> 'ACTIVE' THEN 'unsubscribed after the audience was frozen'
                    ELSE COALESCE((
                        SELECT 'suppressed: ' || MIN(x.cause) FROM suppression x
                        WHERE x.address = p.address AND (x.expires_at IS NULL OR x.expires_at > :now)), 'taken')
                    END
                FROM delivery d
                JOIN subscription s ON s.id = d.subscription_id
                JOIN subscriber p ON p.id = s.subscriber_id
                WHERE d.edition_id = :edition AND d.subscription_id = :subscription
                """), claim).query(String.class).optional().orElse("taken");
        if (why.equals("lease")) {
            return new Begun(null, true);
        }
        if (!why.equals("taken")) {
            bind(jdbc.sql("""
                    UPDATE delivery SET state = 'SKIPPED', reason = :reason, next_attempt_at = NULL, settled_at = :now
                    WHERE edition_id = :edition AND subscription_id = :subscription AND state IN ('PLANNED', 'DEFERRED')
                    """), claim).param("reason", why).update();
        }
        return new Begun(null, false);
    }

    private void record(Settlement settled, long worker) {
        Delivery delivery = settled.delivery();
        // An attempt whose lease lapsed meanwhile stands as UNKNOWN: what we know of it is better than that.
        int recorded = bindAnswer(
                        bind(jdbc.sql("""
                UPDATE delivery
                SET state = :state, reason = :reason, stage = :stage, code = :code, enhanced = :enhanced, reply = :reply,
                    relay = :relay, took_ms = :took, next_attempt_at = :next, settled_at = :settled
                """ + THE_ATTEMPT + " AND state IN ('SENDING', 'UNKNOWN')"), delivery, worker),
                        settled)
                .update();
        if (recorded == 1 && settled.needsAttemptRow()) {
            AttemptRows.copy(jdbc, delivery);
        }
    }

    private static StatementSpec bind(StatementSpec statement, Delivery delivery, long worker) {
        return statement
                .param("edition", delivery.edition())
                .param("subscription", delivery.subscription())
                .param("worker", worker)
                .param("attempt", delivery.attempt());
    }

    private StatementSpec bind(StatementSpec statement, Claim claim) {
        return statement
                .param("edition", claim.edition())
                .param("subscription", claim.subscription())
                .param("worker", claim.worker())
                .param("now", utc(clock.instant()));
    }

    private static StatementSpec bindAnswer(StatementSpec statement, Settlement settled) {
        Answer answer = settled.answer();
        SmtpReply reply = answer == null ? null : answer.reply();
        return statement
                .param("state", settled.state().name())
                .param("reason", settled.reason())
                .param("stage", answer == null ? null : answer.stage().name())
                .param("code", reply == null ? null : reply.code())
                .param("enhanced", reply == null ? null : reply.enhanced())
                .param("reply", reply == null ? null : reply.text())
                .param("relay", answer == null ? null : answer.relay())
                .param(
                        "took",
                        answer == null ? null : Math.toIntExact(answer.took().toMillis()))
                .param("next", utc(settled.nextAttemptAt()))
                .param("settled", utc(settled.settledAt()));
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static Begun require(@Nullable Begun begun) {
        return java.util.Objects.requireNonNull(begun);
    }
}
