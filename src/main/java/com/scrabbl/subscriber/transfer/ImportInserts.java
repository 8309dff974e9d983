package com.scrabbl.subscriber.transfer;

import static com.scrabbl.timestamp.Timestamps.utc;

import com.scrabbl.subscriber.Consent;
import com.scrabbl.subscriber.transfer.NewRows.Column;
import com.scrabbl.subscriber.transfer.NewRows.Same;
import com.scrabbl.subscriber.transfer.NewRows.Type;
import java.sql.Array;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Adds what readers of a list have not got yet. The ids of new people are taken beforehand. */
final class ImportInserts {

    private record Attribute(long subscriber, String name, String kind, String content) {}

    private static final Column<ImportedReader> ID = new Column<>("id", Type.NUMBER, ImportedReader::id);
    private static final Column<ImportedReader> SUBSCRIBER =
            new Column<>("subscriber_id", Type.NUMBER, ImportedReader::id);

    private final JdbcClient jdbc;
    private final NewRows rows;
    private final ImportTarget target;

    ImportInserts(JdbcTemplate template, ImportTarget target) {
        this.jdbc = JdbcClient.create(template);
        this.rows = new NewRows(template, target.database().isPostgresql());
        this.target = target;
    }

    /**
     * Adds those whose ids are not known. The others are not forgotten until the transaction ends.
     *
     * @return all of them, in their order
     */
    List<ImportedReader> subscribers(List<ListEntry> entries, KnownReaders known) {
        hold(entries, known);
        Map<String, Long> ids = known.ids();
        Iterator<Long> free = freeIds(entries.stream()
                        .filter(entry -> !ids.containsKey(ImportChunk.key(entry)))
                        .count())
                .iterator();
        List<ImportedReader> readers = new ArrayList<>(entries.size());
        List<ImportedReader> strangers = new ArrayList<>();
        for (ListEntry entry : entries) {
            @Nullable Long id = ids.get(ImportChunk.key(entry));
            ImportedReader reader = new ImportedReader(entry, id == null ? free.next() : id);
            readers.add(reader);
            if (id == null) {
                strangers.add(reader);
            }
        }
        add(strangers);
        return readers;
    }

    /** In one row: many rows take longer to read. */
    private List<Long> freeIds(long number) {
        return number == 0
                ? List.of()
                : jdbc.sql("SELECT array_agg(nextval('subscriber_id')) FROM generate_series(1, :number)")
                        .param("number", number)
                        .query((row, rowNumber) -> longs(row.getArray(1)))
                        .single();
    }

    private static List<Long> longs(Array array) throws SQLException {
        return Arrays.stream((Object[]) array.getArray()).map(Long.class::cast).toList();
    }

    private void add(List<ImportedReader> strangers) {
        if (strangers.isEmpty()) {
            return;
        }
        rows.insert(
                "subscriber",
                strangers,
                List.of(
                        ID,
                        text("email", entry -> entry.address().typed()),
                        text("address", ImportChunk::key),
                        text("name", entry -> entry.profile().name()),
                        text("language", entry -> entry.profile().language()),
                        text("time_zone", entry -> entry.profile().timeZone())),
                List.of(new Same("created_at", Type.TIME, target.now())));
        analyze("subscriber", strangers.size(), strangers.get(0).id());
        attributes(strangers);
    }

    /** Who was forgotten since they were looked for is a stranger, without a subscription. */
    private void hold(List<ListEntry> entries, KnownReaders known) {
        if (known.ids().isEmpty()) {
            return;
        }
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
        if (target.database().isPostgresql() && added > 1_000 && first <= added) {
            jdbc.sql("ANALYZE " + table).update();
        }
    }

    private void attributes(List<ImportedReader> strangers) {
        List<Attribute> attributes = new ArrayList<>();
        strangers.forEach(reader -> reader.entry()
                .profile()
                .attributes()
                .forEach((name, content) -> attributes.add(new Attribute(
                        reader.id(), name, reader.entry().kind(name).name(), content))));
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

    void subscriptions(List<ImportedReader> readers, String state, @Nullable String endReason) {
        rows.insert(
                "subscription",
                readers,
                List.of(SUBSCRIBER, text("topics", entry -> entry.topics().stored())),
                List.of(
                        new Same("newsletter_id", Type.NUMBER, target.options().newsletterId()),
                        new Same("state", Type.TEXT, state),
                        new Same("since", Type.TIME, target.now()),
                        new Same("end_reason", Type.TEXT, endReason)));
    }

    void consents(List<ImportedReader> readers, String event) {
        @Nullable String wording = event.equals("GIVEN") ? target.options().consentText() : null;
        rows.insert(
                "consent",
                readers,
                List.of(
                        SUBSCRIBER,
                        text("network", entry -> entry.standing().network()),
                        new Column<>("occurred_at", Type.TIME, reader -> target.at(reader.entry())),
                        new Column<>(
                                "confirmed_at",
                                Type.TIME,
                                reader -> reader.entry().standing().confirmedAt()),
                        text("detail", target::detail)),
                List.of(
                        new Same("newsletter_id", Type.NUMBER, target.options().newsletterId()),
                        new Same("event", Type.TEXT, event),
                        new Same("origin", Type.TEXT, Consent.Origin.IMPORT.name()),
                        new Same("wording", Type.TEXT, wording),
                        new Same("wording_version", Type.TEXT, Consent.wordingVersion(wording))));
    }

    /** As if they had filled in the form: sign-up sends each of them the mail that asks. */
    void requestConfirmations(List<ImportedReader> readers) {
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
                .param("ids", readers.stream().map(ImportedReader::id).toArray(Long[]::new))
                .param(
                        "details",
                        readers.stream()
                                .map(reader -> target.detailOfRequest(reader.entry()))
                                .toArray(String[]::new))
                .param("newsletter", target.options().newsletterId())
                .param("now", utc(target.now()))
                .update();
    }

    private static Column<ImportedReader> text(String name, Function<ListEntry, @Nullable Object> value) {
        return new Column<>(name, Type.TEXT, reader -> value.apply(reader.entry()));
    }
}
