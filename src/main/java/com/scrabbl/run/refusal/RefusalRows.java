package com.scrabbl.run.refusal;

import static com.scrabbl.timestamp.Timestamps.instant;
import static com.scrabbl.timestamp.Timestamps.instantOrNull;
import static com.scrabbl.timestamp.Timestamps.utc;

import com.scrabbl.delivery.DeliveryState;
import com.scrabbl.delivery.Fault;
import com.scrabbl.delivery.ReplyClass;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

/** Reads who was refused, and what became of them before; adds suppressions. In slices, by keys and set-based. */
@Repository
class RefusalRows {

    /** Older editions say nothing any more. */
    private static final Duration LOOKS_BACK = Duration.ofDays(366);

    private static final String OF_BOUNCES = "x.cause IN ('hard-bounce', 'soft-bounces')";

    private static final String READERS = """
            unnest(CAST(:subscribers AS bigint ARRAY), CAST(:addresses AS varchar ARRAY),
                CAST(:causes AS varchar ARRAY), CAST(:evidence AS varchar ARRAY)) AS v (subscriber, address, cause, evidence)
            """;

    private final JdbcClient jdbc;

    RefusalRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A reader who was refused for good by the reader's own fault.
     *
     * @param reply as it stood on the wire
     * @param from what ended before says nothing: another address, or a suppression that was lifted since
     * @param outcome of this edition
     */
    record Refused(
            long subscriber,
            long subscription,
            @Nullable String relay,
            String address,
            @Nullable String domain,
            String reply,
            Instant from,
            Instant begunAt,
            Outcome outcome) {}

    /**
     * The subscriptions of an edition that were refused since then, in their order.
     *
     * @param after of the slice before; 0 for the first one
     */
    List<Long> refusedSince(long edition, Instant since, long after, int limit) {
        return jdbc.sql("""
                        SELECT DISTINCT subscription_id FROM attempt
                        WHERE edition_id = :edition AND subscription_id > :after AND reply_class IS NOT NULL
                          AND settled_at >= CAST(:since AS timestamp(6) with time zone)
                        ORDER BY subscription_id
                        LIMIT :limit
                        """)
                .param("edition", edition)
                .param("after", after)
                .param("since", utc(since))
                .param("limit", limit)
                .query(Long.class)
                .list();
    }

    /** Those of them who do not get the edition by their own fault, and are not suppressed for such a thing yet. */
    List<Refused> refused(long edition, List<Long> subscriptions, Instant now) {
        return jdbc
                .sql("""
                        SELECT p.id, d.subscription_id, d.relay, p.address, p.domain, p.moved_at, d.state, d.reply_class, d.code, d.enhanced, d.reply, d.attempted_at,
                            d.settled_at, (SELECT MAX(x.expires_at) FROM suppression x
                                WHERE x.address = p.address AND %1$s) AS lifted_at
                        FROM unnest(CAST(:subscriptions AS bigint ARRAY)) AS v (subscription)
                        JOIN delivery d ON d.id = :edition * 1000000000000 + v.subscription
                        JOIN subscription s ON s.id = d.subscription_id
                        JOIN subscriber p ON p.id = s.subscriber_id
                        WHERE d.state IN ('REJECTED', 'EXPIRED') AND d.reply_class IS NOT NULL AND p.address IS NOT NULL
                          AND NOT EXISTS (
                              SELECT 1 FROM suppression x
                              WHERE x.address = p.address AND %1$s AND (x.expires_at IS NULL OR x.expires_at > :now))
                        """.formatted(OF_BOUNCES))
                .param("subscriptions", array("bigint", subscriptions.stream()))
                .param("edition", edition)
                .param("now", utc(now))
                .query((row, number) -> new Refused(
                        row.getLong("id"),
                        row.getLong("subscription_id"),
                        row.getString("relay"),
                        row.getString("address"),
                        row.getString("domain"),
                        reply(row),
                        latest(instantOrNull(row, "moved_at"), instantOrNull(row, "lifted_at")),
                        instant(row, "attempted_at"),
                        outcome(row)))
                .list()
                .stream()
                .filter(refused ->
                        refused.outcome().failed() && refused.begunAt().isAfter(refused.from()))
                .toList();
    }

    /** What became of the latest editions for these readers, the latest first. */
    Map<Long, List<Outcome>> outcomes(Collection<Refused> readers, Instant now) {
        Map<Long, Instant> from = new HashMap<>();
        readers.forEach(reader -> from.put(reader.subscriber(), reader.from()));
        Map<Long, List<Outcome>> outcomes = new HashMap<>();
        List<Long> latest = latestEditions(now);
        jdbc.sql("""
                        SELECT s.subscriber_id, d.state, d.reply_class, d.attempted_at, d.settled_at
                        FROM unnest(CAST(:subscribers AS bigint ARRAY)) AS v (subscriber)
                        JOIN subscription s ON s.subscriber_id = v.subscriber
                        JOIN edition e ON e.newsletter_id = s.newsletter_id
                        JOIN delivery d ON d.id = e.id * 1000000000000 + s.id
                        WHERE e.slot > :oldest AND e.id = ANY(:latest) AND d.attempted_at IS NOT NULL
                          AND d.state IN ('ACCEPTED', 'REJECTED', 'EXPIRED', 'BOUNCED', 'COMPLAINED')
                        ORDER BY s.subscriber_id, d.settled_at DESC
                        """)
                .param("subscribers", array("bigint", from.keySet().stream()))
                .param("oldest", utc(now.minus(LOOKS_BACK)))
                .param("latest", latest.toArray(Long[]::new))
                .query(row -> {
                    long subscriber = row.getLong("subscriber_id");
                    if (instant(row, "attempted_at").isAfter(from.getOrDefault(subscriber, Instant.MIN))) {
                        outcomes.computeIfAbsent(subscriber, any -> new ArrayList<>())
                                .add(outcome(row));
                    }
                });
        return outcomes;
    }

    private List<Long> latestEditions(Instant now) {
        return jdbc.sql("""
                        SELECT id FROM (
                            SELECT id, ROW_NUMBER() OVER (PARTITION BY newsletter_id ORDER BY slot DESC) AS place
                            FROM edition
                            WHERE slot > :oldest) latest
                        WHERE place <= :most
                        """)
                .param("oldest", utc(now.minus(LOOKS_BACK)))
                .param("most", Conclusion.MOST_OUTCOMES)
                .query(Long.class)
                .list();
    }

    /**
     * Suppresses those who still have that address; whoever is suppressed already stays so. Must run in a transaction: a
     * person who is being erased is waited for.
     *
     * @return those who were not suppressed before
     */
    List<Suppressed> suppress(List<Suppressed> readers, Instant now) {
        jdbc.sql("SELECT id FROM subscriber WHERE id = ANY(:ids) ORDER BY id FOR UPDATE")
                .param(
                        "ids",
                        readers.stream()
                                .map(reader -> reader.refused().subscriber())
                                .toArray(Long[]::new))
                .query(Long.class)
                .list();
        bind(jdbc.sql("""
                        UPDATE suppression
                        SET evidence = v.evidence, since = :now, expires_at = NULL
                        FROM %s
                        WHERE suppression.address = v.address AND suppression.cause = v.cause AND suppression.expires_at <= :now
                          AND EXISTS (SELECT 1 FROM subscriber p WHERE p.id = v.subscriber AND p.address = v.address)
                        """.formatted(READERS)), readers, now).update();
        bind(jdbc.sql("""
                        INSERT INTO suppression (address, cause, evidence, since)
                        SELECT p.address, v.cause, v.evidence, :now
                        FROM %s
                        JOIN subscriber p ON p.id = v.subscriber AND p.address = v.address
                        ON CONFLICT DO NOTHING
                        """.formatted(READERS)), readers, now).update();
        Set<Long> added = Set.copyOf(bind(jdbc.sql("""
                        SELECT DISTINCT v.subscriber
                        FROM %s
                        JOIN suppression x ON x.address = v.address AND x.cause = v.cause AND x.evidence = v.evidence
                        WHERE x.since = :now
                        """.formatted(READERS)), readers, now)
                .query(Long.class)
                .list());
        return readers.stream()
                .filter(reader -> added.contains(reader.refused().subscriber()))
                .toList();
    }

    /** A suppression that was lifted. */
    record Lifted(long subscriber, String address, String evidence) {}

    /**
     * Lifts the hard bounces that rest on this run alone; their rows say from then on that they were not the reader's fault. Must
     * run in a transaction.
     */
    List<Lifted> lift(String run, long edition, Instant now) {
        List<Lifted> lifted = jdbc.sql("""
                        SELECT p.id, x.address, x.evidence
                        FROM suppression x JOIN subscriber p ON p.address = x.address
                        WHERE x.cause = 'hard-bounce' AND SUBSTRING(x.evidence FROM 1 FOR :length) = :begin
                          AND (x.expires_at IS NULL OR x.expires_at > :now)
                        ORDER BY p.id
                        """)
                .param("begin", run + ": ")
                .param("length", run.length() + 2)
                .param("now", utc(now))
                .query((row, number) ->
                        new Lifted(row.getLong("id"), row.getString("address"), row.getString("evidence")))
                .list();
        Object subscribers = array("bigint", lifted.stream().map(Lifted::subscriber));
        jdbc.sql("""
                UPDATE suppression SET expires_at = :now
                WHERE cause = 'hard-bounce' AND address IN (
                    SELECT p.address FROM unnest(CAST(:subscribers AS bigint ARRAY)) AS v (subscriber)
                    JOIN subscriber p ON p.id = v.subscriber)
                """).param("now", utc(now)).param("subscribers", subscribers).update();
        jdbc.sql("""
                UPDATE delivery
                SET reason = SUBSTRING('ours: the relay took nobody; before: ' || COALESCE(reason, '') FROM 1 FOR 1000),
                    reply_class = REGEXP_REPLACE(reply_class, '/.*', '') || '/OURS'
                WHERE state = 'REJECTED' AND id IN (
                    SELECT :edition * 1000000000000 + s.id
                    FROM unnest(CAST(:subscribers AS bigint ARRAY)) AS v (subscriber)
                    JOIN subscription s ON s.subscriber_id = v.subscriber
                    JOIN edition e ON e.id = :edition AND e.newsletter_id = s.newsletter_id)
                """)
                .param("edition", edition)
                .param("subscribers", subscribers)
                .update();
        return lifted;
    }

    private static JdbcClient.StatementSpec bind(
            JdbcClient.StatementSpec statement, List<Suppressed> readers, Instant now) {
        return statement
                .param("now", utc(now))
                .param(
                        "subscribers",
                        array("bigint", readers, reader -> reader.refused().subscriber()))
                .param(
                        "addresses",
                        array("varchar", readers, reader -> reader.refused().address()))
                .param(
                        "causes",
                        array(
                                "varchar",
                                readers,
                                reader -> reader.conclusion().cause().text()))
                .param("evidence", array("varchar", readers, Suppressed::evidence));
    }

    private static SqlArrayValue array(String type, List<Suppressed> readers, Function<Suppressed, Object> value) {
        return array(type, readers.stream().map(value));
    }

    private static SqlArrayValue array(String type, Stream<?> values) {
        return new SqlArrayValue(type, values.toArray());
    }

    private static Outcome outcome(ResultSet row) throws SQLException {
        return new Outcome(
                DeliveryState.valueOf(row.getString("state")),
                ReplyClass.stored(row.getString("reply_class"), Fault.THEIRS),
                instant(row, "settled_at"));
    }

    private static String reply(ResultSet row) throws SQLException {
        return Stream.of(row.getString("code"), row.getString("enhanced"), row.getString("reply"))
                .filter(part -> part != null && !part.isEmpty())
                .reduce((all, part) -> all + " " + part)
                .orElse("");
    }

    private static Instant latest(@Nullable Instant moved, @Nullable Instant lifted) {
        return Stream.of(moved, lifted)
                .flatMap(Stream::ofNullable)
                .max(Instant::compareTo)
                .orElse(Instant.MIN);
    }
}
