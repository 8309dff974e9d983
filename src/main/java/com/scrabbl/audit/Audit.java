package com.scrabbl.audit;

import com.scrabbl.timestamp.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Who changed what, and when. Rows are only added; an erasure takes an address out of them. */
@Repository
public class Audit {

    /** Characters of the columns {@code actor_key} and {@code target_key}. */
    static final int LONGEST_ACTOR = 100;

    static final int LONGEST_TARGET = 500;

    /** Changes of one statement. */
    private static final int SOME = 100;

    private static final String ROW = "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final JdbcClient jdbc;
    private final Mentions mentions;
    private final Clock clock;

    Audit(JdbcClient jdbc, Mentions mentions, Clock clock) {
        this.jdbc = jdbc;
        this.mentions = mentions;
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
                    Timestamps.instant(row, "at"),
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
    @Transactional
    public void record(Change change) {
        record(List.of(change));
    }

    /** Writes changes down, however many, by few statements: to be called in the transaction that makes them. */
    @Transactional
    public void record(List<Change> changes) {
        for (int first = 0; first < changes.size(); first += SOME) {
            insert(changes.subList(first, Math.min(first + SOME, changes.size())));
        }
    }

    private void insert(List<Change> changes) {
        OffsetDateTime now = Timestamps.utc(clock.instant());
        List<@Nullable Object> parameters = new ArrayList<>();
        changes.forEach(change -> Collections.addAll(
                parameters,
                now,
                change.via().text(),
                change.actor(),
                key(change.actor(), LONGEST_ACTOR),
                change.what(),
                change.target(),
                key(change.target(), LONGEST_TARGET),
                change.detail(),
                change.before(),
                change.after(),
                change.reason()));
        KeyHolder keys = new GeneratedKeyHolder();
        jdbc.sql(
                        "INSERT INTO audit (at, via, actor, actor_key, what, target, target_key, detail, was, became, reason) VALUES "
                                + String.join(", ", Collections.nCopies(changes.size(), ROW)))
                .params(parameters)
                .update(keys, "id");
        List<Mentions.Texts> texts = new ArrayList<>();
        for (int number = 0; number < changes.size(); number++) {
            Change change = changes.get(number);
            Object key = keys.getKeyList().get(number).get("id");
            long id = ((Number) Objects.requireNonNull(key)).longValue();
            texts.add(new Mentions.Texts(
                    id,
                    key(change.target(), LONGEST_TARGET),
                    Arrays.asList(change.target(), change.detail(), change.before(), change.after(), change.reason())));
        }
        mentions.add(texts);
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
        AuditCondition condition = AuditCondition.of(query, before);
        return jdbc.sql("""
                        SELECT id, at, via, actor, what, target, detail, was, became, reason
                        FROM audit
                        WHERE %s
                        ORDER BY id DESC
                        LIMIT :limit
                        """.formatted(condition.where()))
                .param("limit", limit)
                .params(condition.parameters())
                .query(Entry::of)
                .list();
    }

    /** What was before and after goes from the changes of exactly this target: they tell of a person who goes. */
    public void forgetTexts(String target) {
        jdbc.sql("UPDATE audit SET was = NULL, became = NULL, reason = NULL WHERE target_key = :key")
                .param("key", key(target, LONGEST_TARGET))
                .update();
    }

    /**
     * Rewrites the texts of every entry that names this address, as an erasure does.
     *
     * @param address in small letters
     * @param rewritten makes of a text what is kept of it
     */
    @Transactional
    public void rewrite(String address, UnaryOperator<String> rewritten) {
        jdbc.sql("""
                        SELECT id, at, via, actor, what, target, detail, was, became, reason
                        FROM audit
                        WHERE id IN (SELECT entry_id FROM audit_address WHERE address = :address)
                        """)
                .param("address", Mentions.address(address))
                .query(Entry::of)
                .list()
                .forEach(entry -> rewrite(entry, rewritten));
    }

    private void rewrite(Entry entry, UnaryOperator<String> rewritten) {
        String target = rewritten.apply(entry.target());
        String detail = kept(entry.detail(), rewritten);
        String before = kept(entry.before(), rewritten);
        String after = kept(entry.after(), rewritten);
        String reason = kept(entry.reason(), rewritten);
        jdbc.sql("""
                        UPDATE audit
                        SET target = :target, target_key = :key, detail = :detail, was = :was, became = :became, reason = :reason
                        WHERE id = :id
                        """)
                .param("target", target)
                .param("key", key(target, LONGEST_TARGET))
                .param("detail", detail)
                .param("was", before)
                .param("became", after)
                .param("reason", reason)
                .param("id", entry.id())
                .update();
        mentions.addAnew(new Mentions.Texts(
                entry.id(), key(target, LONGEST_TARGET), Arrays.asList(target, detail, before, after, reason)));
    }

    private static @Nullable String kept(@Nullable String text, UnaryOperator<String> rewritten) {
        return text == null ? null : rewritten.apply(text);
    }

    /** In small letters, and as long as its column: some letters have longer small ones. */
    static String key(String text, int longest) {
        String key = text.toLowerCase(Locale.ROOT);
        return key.substring(0, Math.min(key.length(), longest));
    }
}
