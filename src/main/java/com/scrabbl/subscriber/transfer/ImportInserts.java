package com.scrabbl.subscriber.transfer;

import static com.scrabbl.subscriber.transfer.ImportWrites.addresses;
import static com.scrabbl.subscriber.transfer.ImportWrites.column;
import static com.scrabbl.timestamp.Timestamps.utc;

import com.scrabbl.subscriber.Consent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The statements that add rows for readers of a list, each over all of them; who has one already keeps it. */
final class ImportInserts {

    private final JdbcClient jdbc;
    private final ImportTarget target;

    ImportInserts(JdbcClient jdbc, ImportTarget target) {
        this.jdbc = jdbc;
        this.target = target;
    }

    void subscribers(List<ListEntry> entries) {
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
        analyze("subscriber", entries.size(), highest);
        attributes(entries, highest);
    }

    /**
     * PostgreSQL goes on by what it knew of a table before it grew: it would check references, and join, by a plan for a
     * handful of people, and read all of them for each row.
     */
    private void analyze(String table, int added, long highest) {
        if (target.postgresql() && added > 1_000 && highest < 4L * added) {
            jdbc.sql("ANALYZE " + table).update();
        }
    }

    /** Of those who are new: their ids are above. */
    void attributes(List<ListEntry> entries, long highest) {
        List<String> addresses = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<String> kinds = new ArrayList<>();
        List<String> contents = new ArrayList<>();
        entries.forEach(entry -> entry.profile().attributes().forEach((name, content) -> {
            addresses.add(ImportChunk.key(entry));
            names.add(name);
            kinds.add(entry.kind(name).name());
            contents.add(content);
        }));
        if (addresses.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        INSERT INTO subscriber_attribute (subscriber_id, name, kind, content)
                        SELECT s.id, l.name, l.kind, l.content
                        FROM unnest(CAST(:addresses AS varchar ARRAY), CAST(:names AS varchar ARRAY),
                                    CAST(:kinds AS varchar ARRAY), CAST(:contents AS varchar ARRAY))
                             AS l(address, name, kind, content)
                        JOIN subscriber s ON s.address = l.address
                        WHERE s.id > :highest
                        ON CONFLICT DO NOTHING
                        """)
                .param("addresses", addresses.toArray(String[]::new))
                .param("names", names.toArray(String[]::new))
                .param("kinds", kinds.toArray(String[]::new))
                .param("contents", contents.toArray(String[]::new))
                .param("highest", highest)
                .update();
    }

    int subscriptions(List<ListEntry> entries, String state, @Nullable String endReason) {
        long highest = highest("subscription");
        int added = jdbc.sql("""
                        INSERT INTO subscription (newsletter_id, subscriber_id, state, topics, since, end_reason)
                        SELECT :newsletter, s.id, :state, l.topics, :now, :endReason
                        FROM unnest(CAST(:addresses AS varchar ARRAY), CAST(:topics AS varchar ARRAY))
                             AS l(address, topics)
                        JOIN subscriber s ON s.address = l.address
                        ON CONFLICT DO NOTHING
                        """)
                .param("newsletter", target.options().newsletterId())
                .param("state", state)
                .param("endReason", endReason)
                .param("addresses", addresses(entries))
                .param("topics", column(entries, entry -> entry.topics().stored()))
                .param("now", utc(target.now()))
                .update();
        analyze("subscription", added, highest);
        return added;
    }

    /** Only of ours: another's of the same instant would have to be in the same state, and to have come in between. */
    void consents(List<ListEntry> entries, String event, long highest) {
        boolean given = event.equals("GIVEN");
        @Nullable String wording = given ? target.options().consentText() : null;
        // n.id + 0: H2 would begin with the range of new ids and look through the whole list for each of them.
        jdbc.sql("""
                        INSERT INTO consent (subscriber_id, newsletter_id, event, origin, wording, wording_version, network,
                                             occurred_at, confirmed_at, detail)
                        SELECT n.subscriber_id, n.newsletter_id, :event, 'IMPORT', :wording, :version, l.network,
                               CAST(l.at AS timestamp(6) with time zone), CAST(l.confirmed AS timestamp(6) with time zone),
                               l.detail
                        FROM unnest(CAST(:addresses AS varchar ARRAY), CAST(:networks AS varchar ARRAY),
                                    CAST(:times AS varchar ARRAY), CAST(:confirmed AS varchar ARRAY),
                                    CAST(:details AS varchar ARRAY))
                             AS l(address, network, at, confirmed, detail)
                        JOIN subscriber s ON s.address = l.address
                        JOIN subscription n ON n.subscriber_id = s.id AND n.newsletter_id = :newsletter
                        WHERE n.id + 0 > :highest AND n.since = CAST(:now AS timestamp(6) with time zone) AND n.state = :state
                        """)
                .param("event", event)
                .param("state", given ? "ACTIVE" : "ENDED")
                .param("wording", wording)
                .param("version", Consent.wordingVersion(wording))
                .param("addresses", addresses(entries))
                .param("networks", column(entries, entry -> entry.standing().network()))
                .param("times", ImportWrites.times(entries, target))
                .param("confirmed", column(entries, ImportInserts::confirmed))
                .param("details", column(entries, target::detail))
                .param("newsletter", target.options().newsletterId())
                .param("highest", highest)
                .param("now", utc(target.now()))
                .update();
    }

    /** As if they had filled in the form: sign-up sends each of them the mail that asks. */
    void requestConfirmations(List<ListEntry> entries, long highest) {
        jdbc.sql("""
                        INSERT INTO signup_request (origin, email, address, choices, language, time_zone, wording, detail,
                                                    requested_at)
                        SELECT 'IMPORT', s.email, s.address, n.newsletter_id || ':' || n.topics, s.language, s.time_zone,
                               :wording, l.detail, :now
                        FROM unnest(CAST(:addresses AS varchar ARRAY), CAST(:details AS varchar ARRAY)) AS l(address, detail)
                        JOIN subscriber s ON s.address = l.address
                        JOIN subscription n ON n.subscriber_id = s.id AND n.newsletter_id = :newsletter
                        WHERE n.id + 0 > :highest
                          AND n.since = CAST(:now AS timestamp(6) with time zone) AND n.state = 'PENDING'
                        ORDER BY n.id
                        """)
                .param("wording", target.options().consentText())
                .param("addresses", addresses(entries))
                .param("details", column(entries, target::detailOfRequest))
                .param("newsletter", target.options().newsletterId())
                .param("highest", highest)
                .param("now", utc(target.now()))
                .update();
    }

    private static @Nullable String confirmed(ListEntry entry) {
        @Nullable Instant confirmed = entry.standing().confirmedAt();
        return confirmed == null ? null : utc(confirmed).toString();
    }

    long highest(String table) {
        return jdbc.sql("SELECT coalesce(max(id), 0) FROM " + table)
                .query(Long.class)
                .single();
    }
}
