package com.scrabbl.subscriber.transfer;

import static com.scrabbl.timestamp.Timestamps.instantOrNull;
import static com.scrabbl.timestamp.Timestamps.utc;

import com.scrabbl.subscriber.Subscription;
import com.scrabbl.subscriber.transfer.ImportOptions.Status;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Brings readers of a list to where they stand there: on our list, off it, or suppressed. */
final class ImportWrites {

    private static final int LONGEST_EVIDENCE = 2000;

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
        List<ImportedReader> readers = inserts.subscribers(entries, known);
        inserts.subscriptions(readers, status.name(), null);
        if (status == Status.ACTIVE) {
            inserts.consents(readers, "GIVEN");
        } else if (target.options().status() == Status.PENDING) {
            inserts.requestConfirmations(readers);
        }
    }

    /** Those whose leaving is not on record, and who gave us no consent after leaving elsewhere, other than by a list. */
    List<ListEntry> notEnded(List<ListEntry> entries) {
        Set<String> ended = new HashSet<>();
        Map<String, Instant> agreed = new HashMap<>();
        jdbc.sql("""
                        SELECT s.address, (SELECT n.state FROM subscription n WHERE %s) AS state,
                               (SELECT MAX(c.occurred_at) FROM consent c
                                WHERE c.subscriber_id = s.id AND c.newsletter_id = :newsletter AND c.event = 'GIVEN'
                                  AND c.origin <> 'IMPORT') AS agreed_at
                        FROM unnest(CAST(:addresses AS varchar ARRAY)) AS l(address)
                        JOIN subscriber s ON s.address = l.address %s
                        """.formatted(ImportTarget.SUBSCRIPTION, target.database().among("s.address", "addresses")))
                .param("addresses", addresses(entries))
                .param("newsletter", target.options().newsletterId())
                .query(row -> {
                    if (Subscription.State.ENDED.name().equals(row.getString("state"))) {
                        ended.add(row.getString("address"));
                    }
                    agreed.put(
                            row.getString("address"),
                            Objects.requireNonNullElse(instantOrNull(row, "agreed_at"), Instant.MIN));
                });
        return entries.stream()
                .filter(entry -> !ended.contains(ImportChunk.key(entry))
                        && !agreed.getOrDefault(ImportChunk.key(entry), Instant.MIN)
                                .isAfter(target.at(entry)))
                .toList();
    }

    /** Ends their subscriptions; those without one get one that has ended. */
    void end(List<ListEntry> entries, KnownReaders known) {
        if (entries.isEmpty()) {
            return;
        }
        List<ImportedReader> readers = inserts.subscribers(entries, known);
        Predicate<ImportedReader> subscribed = reader -> known.states().containsKey(ImportChunk.key(reader.entry()));
        jdbc.sql("""
                        UPDATE subscription n
                        SET state = 'ENDED', since = :now, paused_until = NULL, end_reason = :reason
                        FROM unnest(CAST(:ids AS bigint ARRAY)) AS s(id)
                        WHERE %s AND n.state <> 'ENDED' %s
                        """.formatted(ImportTarget.SUBSCRIPTION, target.database().among("n.subscriber_id", "ids")))
                .param(
                        "ids",
                        readers.stream()
                                .filter(subscribed)
                                .map(ImportedReader::id)
                                .toArray(Long[]::new))
                .param("newsletter", target.options().newsletterId())
                .param("now", utc(target.now()))
                .param("reason", endReason())
                .update();
        inserts.subscriptions(
                readers.stream().filter(Predicate.not(subscribed)).toList(),
                Subscription.State.ENDED.name(),
                endReason());
        inserts.consents(readers, "WITHDRAWN");
    }

    private String endReason() {
        return ImportTarget.line("left elsewhere: " + target.file(), 200);
    }

    /** Those who are not on record with this cause, an expired one too: it was looked at and lifted. */
    List<ListEntry> notSuppressed(List<ListEntry> entries) {
        Set<String> known =
                new HashSet<>(jdbc.sql("""
                        SELECT x.address
                        FROM unnest(CAST(:addresses AS varchar ARRAY), CAST(:causes AS varchar ARRAY)) AS l(address, cause)
                        JOIN suppression x ON x.address = l.address AND x.cause = l.cause %s
                        """.formatted(target.database().among("x.address", "addresses")))
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
                .param("times", column(entries, entry -> utc(target.at(entry)).toString()))
                .update();
    }

    private static String cause(ListEntry entry) {
        return Objects.requireNonNull(entry.standing().cause()).text();
    }

    static String[] addresses(List<ListEntry> entries) {
        return entries.stream().map(ImportChunk::key).toArray(String[]::new);
    }

    static @Nullable String[] column(List<ListEntry> entries, Function<ListEntry, @Nullable String> value) {
        @Nullable String[] column = new @Nullable String[entries.size()];
        for (int i = 0; i < column.length; i++) {
            column[i] = value.apply(entries.get(i));
        }
        return column;
    }
}
