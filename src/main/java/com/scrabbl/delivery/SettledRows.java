package com.scrabbl.delivery;

import com.scrabbl.delivery.Ledger.Owner;
import com.scrabbl.mail.Answer;
import com.scrabbl.mail.SmtpReply;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

/** Records what came of attempts. Each statement takes effect once, however often it is repeated. */
@Repository
class SettledRows {

    private final JdbcClient jdbc;

    SettledRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Records what came of attempts at an edition's deliveries, each as long as it is the delivery's latest attempt and
     * nobody decided otherwise. What is UNKNOWN, since the lease had lapsed, becomes by a late answer what it ends as; one that
     * would have it tried again is only told, since nobody may be left who would try.
     */
    void record(Owner owner, List<Settlement> settlements) {
        // An attempt whose lease lapsed meanwhile stands as UNKNOWN: what we know of it is better than that.
        bind(jdbc.sql("""
                UPDATE delivery
                SET state = CASE WHEN delivery.state = 'UNKNOWN' AND v.state = 'DEFERRED' THEN 'UNKNOWN' ELSE v.state END,
                    reason = CASE WHEN delivery.state = 'UNKNOWN' AND v.state = 'DEFERRED'
                        THEN SUBSTRING('not taken, as was heard too late: ' || COALESCE(v.reason, '') FROM 1 FOR 1000)
                        ELSE v.reason END, stage = v.stage, code = v.code, enhanced = v.enhanced,
                    reply = v.reply, relay = v.relay, took_ms = v.took, reply_class = v.reply_class,
                    next_attempt_at = CASE WHEN delivery.state = 'UNKNOWN' AND v.state = 'DEFERRED'
                        THEN delivery.next_attempt_at ELSE CAST(v.next_at AS timestamp(0) with time zone) END,
                    settled_at = CAST(v.settled_at AS timestamp(6) with time zone)
                FROM unnest(CAST(:subscriptions AS bigint ARRAY), CAST(:attempts AS int ARRAY),
                    CAST(:states AS varchar ARRAY), CAST(:reasons AS varchar ARRAY), CAST(:stages AS varchar ARRAY),
                    CAST(:codes AS int ARRAY), CAST(:enhanced AS varchar ARRAY), CAST(:replies AS varchar ARRAY),
                    CAST(:relays AS varchar ARRAY), CAST(:took AS int ARRAY), CAST(:next AS varchar ARRAY),
                    CAST(:settled AS varchar ARRAY), CAST(:classes AS varchar ARRAY))
                    AS v (subscription, attempt, state, reason, stage, code, enhanced, reply, relay, took, next_at,
                        settled_at, reply_class)
                WHERE delivery.id = :edition * 1000000000000 + v.subscription
                  AND delivery.worker_id = :worker AND delivery.attempts = v.attempt
                  AND delivery.state IN ('SENDING', 'UNKNOWN') AND delivery.decided_at IS NULL
                """), owner, settlements)
                .param("states", texts(settlements, settled -> settled.state().name()))
                .param("reasons", texts(settlements, Settlement::reason))
                .param(
                        "stages",
                        texts(settlements, ofAnswer(answer -> answer.stage().name())))
                .param("codes", array("int", settlements, ofReply(SmtpReply::code)))
                .param("enhanced", texts(settlements, ofReply(SmtpReply::enhanced)))
                .param("replies", texts(settlements, ofReply(SmtpReply::text)))
                .param("relays", texts(settlements, ofAnswer(Answer::relay)))
                .param(
                        "took",
                        array(
                                "int",
                                settlements,
                                ofAnswer(answer -> Math.toIntExact(answer.took().toMillis()))))
                .param("next", texts(settlements, settled -> text(settled.nextAttemptAt())))
                .param("settled", texts(settlements, settled -> text(settled.settledAt())))
                .param("classes", texts(settlements, SettledRows::replyClass))
                .update();
        List<Settlement> told =
                settlements.stream().filter(Settlement::needsAttemptRow).toList();
        if (!told.isEmpty()) {
            copyToAttempts(owner, told);
        }
    }

    /** Each attempt row is a copy of what the delivery's own row says, if that was recorded just now. */
    private void copyToAttempts(Owner owner, List<Settlement> settlements) {
        int copied = bind(jdbc.sql("""
                INSERT INTO attempt (edition_id, subscription_id, number, state, reason, stage, code, enhanced, reply, relay,
                    took_ms, reply_class, attempted_at, settled_at)
                SELECT d.edition_id, d.subscription_id, d.attempts, d.state, d.reason, d.stage, d.code, d.enhanced, d.reply,
                    d.relay, d.took_ms, d.reply_class, d.attempted_at, d.settled_at
                FROM unnest(CAST(:subscriptions AS bigint ARRAY), CAST(:attempts AS int ARRAY), CAST(:states AS varchar ARRAY),
                    CAST(:settled AS varchar ARRAY)) AS v (subscription, attempt, state, settled_at)
                JOIN delivery d ON d.id = :edition * 1000000000000 + v.subscription
                WHERE d.worker_id = :worker AND d.attempts = v.attempt AND d.state = v.state
                  AND d.settled_at = CAST(v.settled_at AS timestamp(6) with time zone)
                ON CONFLICT DO NOTHING
                """), owner, settlements)
                .param("states", texts(settlements, settled -> settled.state().name()))
                .param("settled", texts(settlements, settled -> text(settled.settledAt())))
                .update();
        if (copied < settlements.size()) {
            settlements.forEach(settled -> correctAttempt(owner, settled));
        }
    }

    /** Where the attempt stood as UNKNOWN, since the lease had lapsed, the later word stands. */
    private void correctAttempt(Owner owner, Settlement settled) {
        bind(jdbc.sql("""
                UPDATE attempt
                SET state = d.state, reason = d.reason, stage = d.stage, code = d.code, enhanced = d.enhanced,
                    reply = d.reply, relay = d.relay, took_ms = d.took_ms, reply_class = d.reply_class,
                    settled_at = d.settled_at
                FROM delivery d
                WHERE attempt.edition_id = :edition AND attempt.subscription_id = :subscription
                  AND attempt.number = :attempt
                  AND d.id = :edition * 1000000000000 + :subscription
                  AND d.worker_id = :worker AND d.attempts = :attempt AND d.state = :state
                  AND d.settled_at = CAST(:settled AS timestamp(6) with time zone)
                """), settled.delivery(), owner.worker())
                .param("state", settled.state().name())
                .param("settled", settled.settledAt().toString())
                .update();
    }

    /**
     * Takes an attempt back that certainly never reached the relay; the row says again what it said of the attempt before.
     * One that stands as UNKNOWN, since the lease had lapsed, stays so and says that it was not sent.
     */
    void release(Delivery delivery, long worker) {
        int released = bind(jdbc.sql("""
                UPDATE delivery
                SET state = 'PLANNED', attempts = attempts - 1, worker_id = NULL, attempted_at = NULL, group_number = NULL
                WHERE id = :edition * 1000000000000 + :subscription AND worker_id = :worker
                  AND attempts = :attempt AND state = 'SENDING'
                """), delivery, worker).update();
        if (released == 0) {
            bind(jdbc.sql("""
                    UPDATE delivery SET reason = 'not sent: the process that had it was not heard of in time'
                    WHERE id = :edition * 1000000000000 + :subscription AND worker_id = :worker
                      AND attempts = :attempt AND state = 'UNKNOWN' AND decided_at IS NULL
                    """), delivery, worker).update();
        } else if (delivery.attempt() > 1) {
            restore(delivery);
        }
    }

    private void restore(Delivery delivery) {
        jdbc.sql("""
                UPDATE delivery
                SET reason = a.reason, stage = a.stage, code = a.code, enhanced = a.enhanced, reply = a.reply, relay = a.relay,
                    took_ms = a.took_ms, reply_class = a.reply_class, attempted_at = a.attempted_at, settled_at = a.settled_at
                FROM attempt a
                WHERE delivery.id = :edition * 1000000000000 + :subscription AND delivery.state = 'PLANNED'
                  AND a.edition_id = :edition AND a.subscription_id = :subscription AND a.number = delivery.attempts
                """)
                .param("edition", delivery.edition())
                .param("subscription", delivery.subscription())
                .update();
    }

    private static StatementSpec bind(StatementSpec statement, Delivery delivery, long worker) {
        return statement
                .param("edition", delivery.edition())
                .param("subscription", delivery.subscription())
                .param("worker", worker)
                .param("attempt", delivery.attempt());
    }

    private static StatementSpec bind(StatementSpec statement, Owner owner, List<Settlement> settlements) {
        return statement
                .param("edition", owner.edition())
                .param("worker", owner.worker())
                .param(
                        "subscriptions",
                        array(
                                "bigint",
                                settlements,
                                settled -> settled.delivery().subscription()))
                .param(
                        "attempts",
                        array("int", settlements, settled -> settled.delivery().attempt()));
    }

    private static SqlArrayValue texts(List<Settlement> settlements, Function<Settlement, @Nullable Object> value) {
        return array("varchar", settlements, value);
    }

    private static SqlArrayValue array(
            String type, List<Settlement> settlements, Function<Settlement, @Nullable Object> value) {
        return new SqlArrayValue(type, settlements.stream().map(value).toArray());
    }

    private static Function<Settlement, @Nullable Object> ofAnswer(Function<Answer, @Nullable Object> value) {
        return settled -> settled.answer() == null ? null : value.apply(settled.answer());
    }

    private static Function<Settlement, @Nullable Object> ofReply(Function<SmtpReply, @Nullable Object> value) {
        return ofAnswer(answer -> answer.reply() == null ? null : value.apply(answer.reply()));
    }

    private static @Nullable String replyClass(Settlement settled) {
        return settled.reading() == null ? null : settled.reading().stored();
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
