package com.scrabbl.subscriber.transfer;

import static com.scrabbl.timestamp.Timestamps.utc;

import com.scrabbl.subscriber.Subscription;
import com.scrabbl.subscriber.transfer.ImportOptions.Status;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Brings readers of a list to where they stand there: on our list, off it, or suppressed. */
final class ImportWrites {

    private static final int LONGEST_EVIDENCE = 2000;

    /** An ENDED subscription, or a consent that was given to us, by no list, after leaving elsewhere. */
    private static final String STAYS = """
            n.state = 'ENDED' OR EXISTS (
                SELECT 1 FROM consent c
                WHERE c.subscriber_id = s.id AND c.newsletter_id = n.newsletter_id AND c.event = 'GIVEN'
                  AND c.origin <> 'IMPORT' AND c.occurred_at > CAST(l.at AS timestamp(6) with time zone))
            """;

    private final JdbcClient jdbc;
    private final ImportTarget target;
    private final ImportInserts inserts;

    ImportWrites(JdbcTemplate template, ImportTarget target) {
        this.jdbc = JdbcClient.create(template);
        this.target = target;
        this.inserts = new ImportInserts(template, target);
    }

    /**
     * Subscribes them, who have no subscription yet.
     *
     * @param known the people among them who are known
     */
    void join(List<ListEntry> entries, KnownReaders known, Status status) {
        if (entries.isEmpty()) {
            return;
        }
        inserts.subscribers(entries, known);
        Map<String, Long> ids = known.ids();
        inserts.subscriptions(entries, ids, status.name(), null);
        if (status == Status.ACTIVE) {
            inserts.consents(entries, ids, "GIVEN");
        } else if (target.options().status() == Status.PENDING) {
            inserts.requestConfirmations(entries, ids);
        }
    }

    /** Those whose leaving is not on record. */
    List<ListEntry> notEnded(List<ListEntry> entries) {
        Set<String> stay = new HashSet<>(jdbc.sql("""
                        SELECT s.address
                        FROM unnest(CAST(:addresses AS varchar ARRAY), CAST(:times AS varchar ARRAY)) AS l(address, at)
                        JOIN subscriber s ON s.address = l.address
                        JOIN subscription n ON %s
                        WHERE %s
                        """.formatted(ImportTarget.SUBSCRIPTION, STAYS))
                .param("addresses", addresses(entries))
                .param("times", times(entries, target))
                .param("newsletter", target.options().newsletterId())
                .query(String.class)
                .list());
        return entries.stream()
                .filter(entry -> !stay.contains(ImportChunk.key(entry)))
                .toList();
    }

    /** Ends their subscriptions; those without one get one that has ended. */
    void end(List<ListEntry> entries, KnownReaders known) {
        if (entries.isEmpty()) {
            return;
        }
        inserts.subscribers(entries, known);
        jdbc.sql("""
                        UPDATE subscription n
                        SET state = 'ENDED', since = :now, paused_until = NULL, end_reason = :reason
                        FROM unnest(CAST(:ids AS bigint ARRAY)) AS s(id)
                        WHERE %s AND n.state <> 'ENDED'
                        """.formatted(ImportTarget.SUBSCRIPTION))
                .param(
                        "ids",
                        entries.stream()
                                .map(ImportChunk::key)
                                .filter(known.states()::containsKey)
                                .map(known.ids()::get)
                                .toArray(Long[]::new))
                .param("newsletter", target.options().newsletterId())
                .param("now", utc(target.now()))
                .param("reason", endReason())
                .update();
        List<ListEntry> strangers = entries.stream()
                .filter(entry -> !known.states().containsKey(ImportChunk.key(entry)))
                .toList();
        inserts.subscriptions(strangers, known.ids(), Subscription.State.ENDED.name(), endReason());
        inserts.consents(entries, known.ids(), "WITHDRAWN");
    }

    private String endReason() {
        return ImportTarget.line("left elsewhere: " + target.file(), 200);
    }

    /** Those who are not on record with this cause, an expired one too: it was looked at and lifted. */
    List<ListEntry> notSuppressed(List<ListEntry> entries) {
        Set<String> known = new HashSet<>(jdbc.sql("""
                        SELECT x.address
                        FROM unnest(CAST(:addresses AS varchar ARRAY), CAST(:causes AS varchar ARRAY)) AS l(address, cause)
                        JOIN suppression x ON x.address = l.address AND x.cause = l.cause
                        """)
                .param("addresses", addresses(entries))
                .param("causes", column(entries, ImportWrites::cause))
                .query(String.class)
                .list());
        return entries.stream()
                .filter(entry -> !known.contains(ImportChunk.key(entry)))
                .toList();
    }

    void suppress(List<ListEntry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        INSERT INTO suppression (address, cause, evidence, since)
                        SELECT l.address, l.cause, l.evidence, CAST(l.at AS timestamp(6) with time zone)
                        FROM unnest(CAST(:addresses AS varchar ARRAY), CAST(:causes AS varchar ARRAY),
                                    CAST(:evidences AS varchar ARRAY), CAST(:times AS varchar ARRAY))
                             AS l(address, cause, evidence, at)
                        ON CONFLICT DO NOTHING
                        """)
                .param("addresses", addresses(entries))
                .param("causes", column(entries, ImportWrites::cause))
                .param(
                        "evidences",
                        column(
                                entries,
                                entry -> ImportTarget.line(
                                        Objects.requireNonNullElse(
                                                entry.standing().note(), target.file()),
                                        LONGEST_EVIDENCE)))
                .param("times", times(entries, target))
                .update();
    }

    private static @Nullable String cause(ListEntry entry) {
        return Objects.requireNonNull(entry.standing().cause()).text();
    }

    static String[] addresses(List<ListEntry> entries) {
        return entries.stream().map(ImportChunk::key).toArray(String[]::new);
    }

    static @Nullable String[] times(List<ListEntry> entries, ImportTarget target) {
        return column(entries, entry -> utc(target.at(entry)).toString());
    }

    static @Nullable String[] column(List<ListEntry> entries, Function<ListEntry, @Nullable String> value) {
        @Nullable String[] column = new @Nullable String[entries.size()];
        for (int i = 0; i < column.length; i++) {
            column[i] = value.apply(entries.get(i));
        }
        return column;
    }
}
