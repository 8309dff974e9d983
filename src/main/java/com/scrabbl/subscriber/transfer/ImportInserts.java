package com.scrabbl.subscriber.transfer;

import static com.scrabbl.timestamp.Timestamps.utc;
import static com.scrabbl.timestamp.Timestamps.utcOrNull;

import com.scrabbl.subscriber.Consent;
import com.scrabbl.subscriber.transfer.NewRows.Column;
import com.scrabbl.subscriber.transfer.NewRows.Same;
import com.scrabbl.subscriber.transfer.NewRows.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Adds what readers of a list have not got yet. Their ids are known by address; those of new people are taken beforehand. */
final class ImportInserts {

    private record Attribute(long subscriber, String name, String kind, String content) {}

    private final JdbcClient jdbc;
    private final NewRows rows;
    private final ImportTarget target;

    ImportInserts(JdbcTemplate template, ImportTarget target) {
        this.jdbc = JdbcClient.create(template);
        this.rows = new NewRows(template, target.database().isPostgresql());
        this.target = target;
    }

    /** Those who are not among the ids; they are from now on. The others are not forgotten until the transaction ends. */
    void subscribers(List<ListEntry> entries, KnownReaders known) {
        hold(entries, known);
        Map<String, Long> ids = known.ids();
        List<ListEntry> strangers = entries.stream()
                .filter(entry -> !ids.containsKey(ImportChunk.key(entry)))
                .toList();
        if (strangers.isEmpty()) {
            return;
        }
        Iterator<Long> free = jdbc.sql("SELECT nextval('subscriber_id') FROM generate_series(1, :number)")
                .param("number", strangers.size())
                .query(Long.class)
                .list()
                .iterator();
        strangers.forEach(entry -> ids.put(ImportChunk.key(entry), free.next()));
        rows.insert(
                "subscriber",
                strangers,
                List.of(
                        id("id", ids),
                        new Column<>(
                                "email", Type.TEXT, entry -> entry.address().typed()),
                        new Column<>("address", Type.TEXT, ImportChunk::key),
                        new Column<>("name", Type.TEXT, entry -> entry.profile().name()),
                        new Column<>(
                                "language", Type.TEXT, entry -> entry.profile().language()),
                        new Column<>(
                                "time_zone", Type.TEXT, entry -> entry.profile().timeZone())),
                List.of(new Same("created_at", Type.TIME, utc(target.now()))));
        analyze("subscriber", strangers.size(), id(strangers.get(0), ids));
        attributes(strangers, ids);
    }

    /** Who was forgotten since they were looked for is a stranger, without a subscription. */
    private void hold(List<ListEntry> entries, KnownReaders known) {
        Long[] ids = entries.stream()
                .map(entry -> known.ids().get(ImportChunk.key(entry)))
                .filter(Objects::nonNull)
                .toArray(Long[]::new);
        if (ids.length == 0) {
            return;
        }
        Set<Long> held = new HashSet<>(jdbc.sql("SELECT id FROM subscriber WHERE id = ANY(:ids) ORDER BY id FOR UPDATE")
                .param("ids", ids)
                .query(Long.class)
                .list());
        for (ListEntry entry : entries) {
            Long id = known.ids().get(ImportChunk.key(entry));
            if (id != null && !held.contains(id)) {
                known.ids().remove(ImportChunk.key(entry));
                known.states().remove(ImportChunk.key(entry));
            }
        }
    }

    /** PostgreSQL goes on by what it knew before the list grew: whoever reads it next would get a plan for a handful of people. */
    private void analyze(String table, int added, long first) {
        if (target.database().isPostgresql() && added > 1_000 && first < 4L * added) {
            jdbc.sql("ANALYZE " + table).update();
        }
    }

    private void attributes(List<ListEntry> strangers, Map<String, Long> ids) {
        List<Attribute> attributes = new ArrayList<>();
        strangers.forEach(entry -> entry.profile()
                .attributes()
                .forEach((name, content) -> attributes.add(
                        new Attribute(id(entry, ids), name, entry.kind(name).name(), content))));
        rows.insert(
                "subscriber_attribute",
                attributes,
                List.of(
                        new Column<>("subscriber_id", Type.NUMBER, Attribute::subscriber),
                        new Column<>("name", Type.TEXT, Attribute::name),
                        new Column<>("kind", Type.TEXT, Attribute::kind),
                        new Column<>("content", Type.TEXT, Attribute::content)),
                List.of());
    }

    void subscriptions(List<ListEntry> entries, Map<String, Long> ids, String state, @Nullable String endReason) {
        rows.insert(
                "subscription",
                entries,
                List.of(
                        id("subscriber_id", ids),
                        new Column<>(
                                "topics", Type.TEXT, entry -> entry.topics().stored())),
                List.of(
                        new Same("newsletter_id", Type.NUMBER, target.options().newsletterId()),
                        new Same("state", Type.TEXT, state),
                        new Same("since", Type.TIME, utc(target.now())),
                        new Same("end_reason", Type.TEXT, endReason)));
    }

    void consents(List<ListEntry> entries, Map<String, Long> ids, String event) {
        @Nullable String wording = event.equals("GIVEN") ? target.options().consentText() : null;
        rows.insert(
                "consent",
                entries,
                List.of(
                        id("subscriber_id", ids),
                        new Column<>(
                                "network", Type.TEXT, entry -> entry.standing().network()),
                        new Column<>("occurred_at", Type.TIME, entry -> utc(target.at(entry))),
                        new Column<>(
                                "confirmed_at",
                                Type.TIME,
                                entry -> utcOrNull(entry.standing().confirmedAt())),
                        new Column<>("detail", Type.TEXT, target::detail)),
                List.of(
                        new Same("newsletter_id", Type.NUMBER, target.options().newsletterId()),
                        new Same("event", Type.TEXT, event),
                        new Same("origin", Type.TEXT, Consent.Origin.IMPORT.name()),
                        new Same("wording", Type.TEXT, wording),
                        new Same("wording_version", Type.TEXT, Consent.wordingVersion(wording))));
    }

    /** As if they had filled in the form: sign-up sends each of them the mail that asks. */
    void requestConfirmations(List<ListEntry> entries, Map<String, Long> ids) {
        jdbc.sql("""
                        INSERT INTO signup_request (origin, email, address, choices, language, time_zone, wording, detail,
                                                    requested_at)
                        SELECT 'IMPORT', s.email, s.address, n.newsletter_id || ':' || n.topics, s.language, s.time_zone,
                               :wording, l.detail, :now
                        FROM unnest(CAST(:ids AS bigint ARRAY), CAST(:details AS varchar ARRAY)) AS l(id, detail)
                        JOIN subscriber s ON s.id = l.id %s
                        JOIN subscription n ON %s %s
                        ORDER BY n.id
                        """.formatted(
                                target.database().among("s.id", "ids"),
                                ImportTarget.SUBSCRIPTION,
                                target.database().among("n.subscriber_id", "ids")))
                .param("wording", target.options().consentText())
                .param("ids", entries.stream().map(entry -> id(entry, ids)).toArray(Long[]::new))
                .param("details", ImportWrites.column(entries, target::detailOfRequest))
                .param("newsletter", target.options().newsletterId())
                .param("now", utc(target.now()))
                .update();
    }

    private static Column<ListEntry> id(String name, Map<String, Long> ids) {
        return new Column<>(name, Type.NUMBER, entry -> id(entry, ids));
    }

    private static long id(ListEntry entry, Map<String, Long> ids) {
        return Objects.requireNonNull(ids.get(ImportChunk.key(entry)));
    }
}
