package com.scrabbl.subscriber;

import static com.scrabbl.subscriber.Timestamps.utc;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Brings some readers of a list into the tables by a handful of statements over all of them. */
final class ImportChunk {

    /** Counted among those held back, beside the causes of suppressions. */
    private static final String ENDED = "ended";

    /**
     * @param newsletterId whose list it is
     * @param now the instant of all that is written
     * @param detail of the consents
     */
    record Target(long newsletterId, Instant now, String detail) {}

    private final JdbcClient jdbc;
    private final ErasureKey erasureKey;
    private final Target target;
    private final boolean anyErased;

    ImportChunk(JdbcClient jdbc, ErasureKey erasureKey, Target target) {
        this.jdbc = jdbc;
        this.erasureKey = erasureKey;
        this.target = target;
        this.anyErased = jdbc.sql("SELECT EXISTS (SELECT 1 FROM suppression WHERE cause = 'erased')")
                .query(Boolean.class)
                .single();
    }

    /** Tells what {@link #write} would do. */
    void count(List<ListEntry> entries, ImportTally tally) {
        tally.added(absent(entries, tally).size());
    }

    /** All entries have different addresses; both databases like them sorted by address best. */
    void write(List<ListEntry> entries, ImportTally tally) {
        List<ListEntry> absent = absent(entries, tally);
        if (!absent.isEmpty()) {
            insertSubscribers(absent);
            int added = insertSubscriptions(absent);
            tally.added(added);
            // Someone else was quicker since we looked.
            tally.existing(absent.size() - added);
        }
    }

    /** Those who are neither held back nor on the list already. */
    private List<ListEntry> absent(List<ListEntry> entries, ImportTally tally) {
        Map<String, String> held = suppressed(entries);
        Set<String> existing = new HashSet<>();
        jdbc.sql("""
                        SELECT s.address, n.state
                        FROM unnest(CAST(:addresses AS varchar ARRAY)) AS l(address)
                        JOIN subscriber s ON s.address = l.address
                        JOIN subscription n ON n.subscriber_id = s.id AND n.newsletter_id = :newsletter
                        """)
                .param("addresses", addresses(entries))
                .param("newsletter", target.newsletterId())
                .query(row -> {
                    if (row.getString("state").equals(Subscription.State.ENDED.name())) {
                        held.putIfAbsent(row.getString("address"), ENDED);
                    } else {
                        existing.add(row.getString("address"));
                    }
                });
        existing.removeAll(held.keySet());
        held.values().forEach(cause -> tally.heldBack(cause, 1));
        tally.existing(existing.size());
        return entries.stream()
                .filter(entry -> !held.containsKey(key(entry)) && !existing.contains(key(entry)))
                .toList();
    }

    /** The cause by address; the first by name where there are several. */
    private Map<String, String> suppressed(List<ListEntry> entries) {
        Map<String, String> addressByForm = new HashMap<>();
        for (ListEntry entry : entries) {
            addressByForm.put(key(entry), key(entry));
            if (anyErased) {
                addressByForm.put(erasureKey.hash(entry.address()), key(entry));
            }
        }
        Map<String, String> held = new HashMap<>();
        jdbc.sql("""
                        SELECT s.address, s.cause
                        FROM unnest(CAST(:forms AS varchar ARRAY)) AS l(form)
                        JOIN suppression s ON s.address = l.form
                        WHERE s.expires_at IS NULL OR s.expires_at > :now
                        ORDER BY s.cause, s.address
                        """)
                .param("forms", addressByForm.keySet().toArray(String[]::new))
                .param("now", utc(target.now()))
                .query(row -> {
                    held.putIfAbsent(addressByForm.get(row.getString("address")), row.getString("cause"));
                });
        return held;
    }

    private void insertSubscribers(List<ListEntry> entries) {
        long highest = highest("subscriber");
        jdbc.sql("""
                        INSERT INTO subscriber (email, address, name, language, time_zone, created_at)
                        SELECT l.email, l.address, l.name, l.language, l.time_zone, :now
                        FROM unnest(CAST(:emails AS varchar ARRAY), CAST(:addresses AS varchar ARRAY),
                                    CAST(:names AS varchar ARRAY), CAST(:languages AS varchar ARRAY),
                                    CAST(:timeZones AS varchar ARRAY))
                             AS l(email, address, name, language, time_zone)
                        WHERE NOT EXISTS (SELECT 1 FROM subscriber s WHERE s.address = l.address)
                        ON CONFLICT DO NOTHING
                        """)
                .param("emails", column(entries, entry -> entry.address().typed()))
                .param("addresses", addresses(entries))
                .param("names", column(entries, entry -> entry.profile().name()))
                .param("languages", column(entries, entry -> entry.profile().language()))
                .param("timeZones", column(entries, entry -> entry.profile().timeZone()))
                .param("now", utc(target.now()))
                .update();
        insertAttributes(entries, highest);
    }

    /** Of those who are new: their ids are above. */
    private void insertAttributes(List<ListEntry> entries, long highest) {
        List<String> addresses = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<String> contents = new ArrayList<>();
        entries.forEach(entry -> entry.profile().attributes().forEach((name, content) -> {
            addresses.add(key(entry));
            names.add(name);
            contents.add(content);
        }));
        if (addresses.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        INSERT INTO subscriber_attribute (subscriber_id, name, content)
                        SELECT s.id, l.name, l.content
                        FROM unnest(CAST(:addresses AS varchar ARRAY), CAST(:names AS varchar ARRAY),
                                    CAST(:contents AS varchar ARRAY))
                             AS l(address, name, content)
                        JOIN subscriber s ON s.address = l.address
                        WHERE s.id > :highest
                        ON CONFLICT DO NOTHING
                        """)
                .param("addresses", addresses.toArray(String[]::new))
                .param("names", names.toArray(String[]::new))
                .param("contents", contents.toArray(String[]::new))
                .param("highest", highest)
                .update();
    }

    private int insertSubscriptions(List<ListEntry> entries) {
        long highest = highest("subscription");
        int added = jdbc.sql("""
                        INSERT INTO subscription (newsletter_id, subscriber_id, state, topics, since)
                        SELECT :newsletter, s.id, 'ACTIVE', l.topics, :now
                        FROM unnest(CAST(:addresses AS varchar ARRAY), CAST(:topics AS varchar ARRAY))
                             AS l(address, topics)
                        JOIN subscriber s ON s.address = l.address
                        ON CONFLICT DO NOTHING
                        """)
                .param("newsletter", target.newsletterId())
                .param("addresses", addresses(entries))
                .param("topics", column(entries, entry -> entry.topics().stored()))
                .param("now", utc(target.now()))
                .update();
        // Only ours: another's of the same instant would have to be active too, and to have come in between.
        jdbc.sql("""
                        INSERT INTO consent (subscriber_id, newsletter_id, event, origin, occurred_at, detail)
                        SELECT subscriber_id, newsletter_id, 'GIVEN', 'IMPORT', since, :detail
                        FROM subscription
                        WHERE newsletter_id = :newsletter AND id > :highest AND since = :now AND state = 'ACTIVE'
                        """)
                .param("newsletter", target.newsletterId())
                .param("highest", highest)
                .param("now", utc(target.now()))
                .param("detail", target.detail())
                .update();
        return added;
    }

    private long highest(String table) {
        return jdbc.sql("SELECT coalesce(max(id), 0) FROM " + table)
                .query(Long.class)
                .single();
    }

    private static String key(ListEntry entry) {
        return entry.address().normal();
    }

    private static String[] addresses(List<ListEntry> entries) {
        return entries.stream().map(ImportChunk::key).toArray(String[]::new);
    }

    private static @Nullable String[] column(List<ListEntry> entries, Function<ListEntry, @Nullable String> value) {
        @Nullable String[] column = new @Nullable String[entries.size()];
        for (int i = 0; i < column.length; i++) {
            column[i] = value.apply(entries.get(i));
        }
        return column;
    }
}
