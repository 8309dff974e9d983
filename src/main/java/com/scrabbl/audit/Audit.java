package com.scrabbl.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who changed what, and when. Rows are only added; an erasure takes an address out of them. */
@Repository
public class Audit {

    /** What an erasure looks through. */
    private static final List<String> TEXTS = List.of("target", "detail", "was", "became", "reason");

    private final JdbcClient jdbc;
    private final Clock clock;

    Audit(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * One change; its parts are those of {@link Change}.
     *
     * @param id grows with time
     */
    public record Entry(
            long id,
            Instant at,
            String actor,
            String what,
            String target,
            @Nullable String detail,
            @Nullable String before,
            @Nullable String after,
            @Nullable String reason,
            Via via) {

        static Entry of(ResultSet row, int number) throws SQLException {
            return new Entry(
                    row.getLong("id"),
                    row.getObject("at", OffsetDateTime.class).toInstant(),
                    row.getString("actor"),
                    row.getString("what"),
                    row.getString("target"),
                    row.getString("detail"),
                    row.getString("was"),
                    row.getString("became"),
                    row.getString("reason"),
                    Via.of(row.getString("via")));
        }
    }

    /** Writes a change by a command down. */
    public void record(String actor, String what, String target, @Nullable String detail) {
        record(Change.byCommand(actor, what, target).detail(detail));
    }

    /** Writes a change down: to be called in the transaction that makes it. */
    public void record(Change change) {
        jdbc.sql("""
                        INSERT INTO audit (at, via, actor, actor_key, what, target, target_key, detail, was, became, reason)
                        VALUES (:at, :via, :actor, :actorKey, :what, :target, :targetKey, :detail, :was, :became, :reason)
                        """)
                .param("at", utc(clock.instant()))
                .param("via", change.via().text())
                .param("actor", change.actor())
                .param("actorKey", key(change.actor(), 100))
                .param("what", change.what())
                .param("target", change.target())
                .param("targetKey", key(change.target(), 500))
                .param("detail", change.detail())
                .param("was", change.before())
                .param("became", change.after())
                .param("reason", change.reason())
                .update();
    }

    /** The entries before this one (null: from the newest), the newest first. */
    public List<Entry> before(@Nullable Entry last, int limit) {
        return search(AuditQuery.ALL, last == null ? Long.MAX_VALUE : last.id(), limit);
    }

    /**
     * What was asked for, the newest first.
     *
     * @param before only entries whose id is less; {@link Long#MAX_VALUE} begins with the newest
     */
    public List<Entry> search(AuditQuery query, long before, int limit) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        StringBuilder where = new StringBuilder("id < :before");
        add(where, parameters, "actor_key = :who", "who", query.who() == null ? null : key(query.who(), 100));
        if (query.what() != null) {
            add(
                    where,
                    parameters,
                    "(what = :what OR LEFT(what, LENGTH(:what) + 1) = :what || ' ')",
                    "what",
                    query.what());
        }
        add(
                where,
                parameters,
                "POSITION(:about IN target_key) > 0",
                "about",
                query.about() == null ? null : key(query.about(), 500));
        add(where, parameters, "at >= :since", "since", query.since() == null ? null : utc(query.since()));
        add(where, parameters, "at < :until", "until", query.until() == null ? null : utc(query.until()));
        return jdbc.sql("""
                        SELECT id, at, via, actor, what, target, detail, was, became, reason
                        FROM audit
                        WHERE %s
                        ORDER BY id DESC
                        LIMIT :limit
                        """.formatted(where))
                .param("before", before)
                .param("limit", limit)
                .params(parameters)
                .query(Entry::of)
                .list();
    }

    private static void add(
            StringBuilder where,
            Map<String, Object> parameters,
            String condition,
            String name,
            @Nullable Object value) {
        if (value != null) {
            where.append(" AND ").append(condition);
            parameters.put(name, value);
        }
    }

    /** What was before and after goes from the changes of exactly this target: they tell of a person who goes. */
    public void forgetTexts(String target) {
        jdbc.sql("UPDATE audit SET was = NULL, became = NULL, reason = NULL WHERE target_key = :key")
                .param("key", key(target, 500))
                .update();
    }

    /**
     * Rewrites every text that holds this one, as an erasure does.
     *
     * @param sought in small letters
     * @param rewritten makes of a text that holds it, in capitals or not, what is kept
     */
    public void rewrite(String sought, UnaryOperator<String> rewritten) {
        for (String column : TEXTS) {
            jdbc.sql("SELECT id, %1$s FROM audit WHERE POSITION(:sought IN LOWER(%1$s)) > 0".formatted(column))
                    .param("sought", sought)
                    .query(row -> {
                        String text = rewritten.apply(Objects.requireNonNull(row.getString(column)));
                        jdbc.sql("UPDATE audit SET %s = :text WHERE id = :id".formatted(column))
                                .param("text", text)
                                .param("id", row.getLong("id"))
                                .update();
                        if (column.equals("target")) {
                            jdbc.sql("UPDATE audit SET target_key = :key WHERE id = :id")
                                    .param("key", key(text, 500))
                                    .param("id", row.getLong("id"))
                                    .update();
                        }
                    });
        }
    }

    /** In small letters, and as long as its column: some letters have longer small ones. */
    private static String key(String text, int longest) {
        String key = text.toLowerCase(Locale.ROOT);
        return key.substring(0, Math.min(key.length(), longest));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}
