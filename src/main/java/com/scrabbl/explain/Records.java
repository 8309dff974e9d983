package com.scrabbl.explain;

import com.scrabbl.delivery.DeliveryState;
import com.scrabbl.explain.Circumstances.Act;
import com.scrabbl.explain.Circumstances.Attempt;
import com.scrabbl.explain.Circumstances.Dropped;
import com.scrabbl.explain.Circumstances.Frozen;
import com.scrabbl.explain.Circumstances.Round;
import com.scrabbl.explain.Circumstances.Row;
import com.scrabbl.mail.EmailAddress;
import com.scrabbl.run.RunState;
import com.scrabbl.subscriber.Suppression;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is recorded of an edition and a reader. Every question goes by a key, so it costs the same for a million readers. */
@Repository
class Records {

    private static final int MOST_ACTS = 100;

    private final JdbcClient jdbc;

    Records(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Round> rounds(long newsletter, Instant slot) {
        return jdbc.sql("""
                        SELECT id, round, state, reason, origin, created_at, started_at, ended_at, due_at
                        FROM run
                        WHERE newsletter_id = :newsletter AND slot = :slot
                        ORDER BY round
                        """)
                .param("newsletter", newsletter)
                .param("slot", slot.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Round(
                        row.getLong("id"),
                        row.getInt("round"),
                        RunState.valueOf(row.getString("state")),
                        row.getString("reason"),
                        row.getString("origin"),
                        required(row, "created_at"),
                        instant(row, "started_at"),
                        instant(row, "ended_at"),
                        instant(row, "due_at")))
                .list();
    }

    /** The slot of the newsletter's latest edition; without one, of its latest run. */
    Optional<Instant> latestSlot(long newsletter) {
        return Stream.of("edition", "run")
                .map(table -> jdbc.sql("SELECT MAX(slot) AS slot FROM " + table + " WHERE newsletter_id = :newsletter")
                        .param("newsletter", newsletter)
                        .query((row, number) -> Optional.ofNullable(instant(row, "slot")))
                        .single())
                .flatMap(Optional::stream)
                .findFirst();
    }

    @Nullable
    Frozen edition(long newsletter, Instant slot) {
        return jdbc.sql("""
                        SELECT id, frozen_at, audience FROM edition WHERE newsletter_id = :newsletter AND slot = :slot
                        """)
                .param("newsletter", newsletter)
                .param("slot", slot.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Frozen(
                        row.getLong("id"), required(row, "frozen_at"), row.getObject("audience", Long.class)))
                .optional()
                .orElse(null);
    }

    /** What operators dropped from a proposal that was frozen then, in the proposal's order. */
    List<Dropped> dropped(long proposal) {
        return jdbc.sql("""
                        SELECT d.article_id, a.title, d.dropped_by
                        FROM dropped_article d JOIN article a ON a.id = d.article_id
                        WHERE d.proposal_id = :proposal
                        ORDER BY d.position, d.article_id
                        """)
                .param("proposal", proposal)
                .query((row, number) ->
                        new Dropped(row.getLong("article_id"), row.getString("title"), row.getString("dropped_by")))
                .list();
    }

    @Nullable
    Row row(long edition, long subscription) {
        return jdbc.sql("""
                        SELECT d.state, d.reason, d.round, d.attempts, d.stage, d.code, d.enhanced, d.reply, d.relay, d.took_ms,
                            d.next_attempt_at, d.attempted_at, d.settled_at, d.decided_at, c.articles AS choice,
                            EXISTS (SELECT 1 FROM worker w
                                WHERE w.id = d.worker_id AND w.leased_until > CURRENT_TIMESTAMP) AS being_sent
                        FROM delivery d LEFT JOIN cohort c ON c.id = d.cohort_id
                        WHERE d.id = :edition * 1000000000000 + :subscription
                        """)
                .param("edition", edition)
                .param("subscription", subscription)
                .query((row, number) -> new Row(
                        DeliveryState.valueOf(row.getString("state")),
                        row.getString("reason"),
                        row.getInt("round"),
                        row.getInt("attempts"),
                        instant(row, "next_attempt_at"),
                        instant(row, "decided_at"),
                        row.getString("choice"),
                        row.getBoolean("being_sent"),
                        attempt(row, row.getInt("attempts"))))
                .optional()
                .orElse(null);
    }

    List<Attempt> attempts(long edition, long subscription) {
        return jdbc.sql("""
                        SELECT number, state, reason, stage, code, enhanced, reply, relay, took_ms, attempted_at, settled_at
                        FROM attempt
                        WHERE edition_id = :edition AND subscription_id = :subscription
                        ORDER BY number
                        """)
                .param("edition", edition)
                .param("subscription", subscription)
                .query((row, number) -> attempt(row, row.getInt("number")))
                .list();
    }

    /** Suppressions of the address and its domain, those that are over too; the ones that hold first. */
    List<Suppression> suppressions(EmailAddress address) {
        return jdbc.sql("""
                        SELECT address, cause, evidence, since, expires_at
                        FROM suppression
                        WHERE address IN (:address, :domain)
                        ORDER BY CASE WHEN expires_at IS NULL THEN 0 ELSE 1 END, expires_at DESC, cause, address
                        """)
                .param("address", address.normal())
                .param("domain", "@" + address.domain())
                .query((row, number) -> new Suppression(
                        row.getString("address"),
                        Suppression.Cause.parse(row.getString("cause")),
                        row.getString("evidence"),
                        required(row, "since"),
                        instant(row, "expires_at")))
                .list();
    }

    /** What people did to these runs and to this reader. */
    List<Act> acts(List<String> targets) {
        return jdbc.sql("""
                        SELECT at, actor, what, target, detail, reason
                        FROM audit
                        WHERE target IN (:targets)
                        ORDER BY at, id
                        LIMIT :most
                        """)
                .param("targets", targets)
                .param("most", MOST_ACTS)
                .query((row, number) -> new Act(
                        required(row, "at"),
                        row.getString("actor"),
                        row.getString("what"),
                        row.getString("target"),
                        row.getString("detail"),
                        row.getString("reason")))
                .list();
    }

    private static Attempt attempt(ResultSet row, int number) throws SQLException {
        return new Attempt(
                number,
                DeliveryState.valueOf(row.getString("state")),
                row.getString("reason"),
                row.getString("stage"),
                row.getObject("code", Integer.class),
                row.getString("enhanced"),
                row.getString("reply"),
                row.getString("relay"),
                row.getObject("took_ms", Integer.class),
                instant(row, "attempted_at"),
                instant(row, "settled_at"));
    }

    private static Instant required(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(instant(row, column));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
