package com.scrabbl.subscriber;

import static com.scrabbl.subscriber.Timestamps.utc;

import com.scrabbl.subscriber.ImportOptions.Status;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The statements that bring readers of a list into the tables, each over all of them. */
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

    ImportWrites(JdbcClient jdbc, ImportTarget target) {
        this.jdbc = jdbc;
        this.target = target;
    }

    /**
     * Subscribes them, who have no subscription yet.
     *
     * @return how many; fewer when someone else was quicker
     */
    int join(List<ListEntry> entries, Status status) {
        if (entries.isEmpty()) {
            return 0;
        }
        insertSubscribers(entries);
        long highest = highest("subscription");
        int added = insertSubscriptions(entries, status.name(), null);
        if (status == Status.ACTIVE) {
            insertConsents(entries, "GIVEN", highest);
        } else if (target.options().status() == Status.PENDING) {
            requestConfirmations(highest);
        }
        return added;
    }

    /** Those whose leaving is not on record. */
    List<ListEntry> notEnded(List<ListEntry> entries) {
        Set<String> stay = new HashSet<>(jdbc.sql("""
                        SELECT s.address
                        FROM unnest(CAST(:addresses AS varchar ARRAY), CAST(:times AS varchar ARRAY)) AS l(address, at)
                        JOIN subscriber s ON s.address = l.address
                        JOIN subscription n ON n.subscriber_id = s.id AND n.newsletter_id = :newsletter
                        WHERE %s
                        """.formatted(STAYS))
                .param("addresses", addresses(entries))
                .param("times", times(entries))
                .param("newsletter", target.options().newsletterId())
                .query(String.class)
                .list());
        return entries.stream()
                .filter(entry -> !stay.contains(ImportChunk.key(entry)))
                .toList();
    }

    /** Ends their subscriptions; those without one get one that has ended. */
    void end(List<ListEntry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        insertSubscribers(entries);
        jdbc.sql("""
                        UPDATE subscription
                        SET state = 'ENDED', since = :now, paused_until = NULL, end_reason = :reason
                        FROM unnest(CAST(:ids AS bigint ARRAY)) AS l(id)
                        WHERE subscription.id = l.id AND subscription.state <> 'ENDED'
                        """)
                .param("ids", subscriptions(entries))
                .param("now", utc(target.now()))
                .param("reason", endReason())
                .update();
        insertSubscriptions(entries, Subscription.State.ENDED.name(), endReason());
        insertConsents(entries, "WITHDRAWN", 0);
    }

    private Long[] subscriptions(List<ListEntry> entries) {
        return jdbc.sql("""
                        SELECT n.id
                        FROM unnest(CAST(:addresses AS varchar ARRAY)) AS l(address)
                        JOIN subscriber s ON s.address = l.address
                        JOIN subscription n ON n.subscriber_id = s.id AND n.newsletter_id = :newsletter
                        """)
                .param("addresses", addresses(entries))
                .param("newsletter", target.options().newsletterId())
                .query(Long.class)
                .list()
                .toArray(Long[]::new);
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
                .param("times", times(entries))
                .update();
    }

    private static @Nullable String cause(ListEntry entry) {
        return Objects.requireNonNull(entry.standing().cause()).text();
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
        if (target.postgresql() && entries.size() > 1_000 && highest < 4L * entries.size()) {
            // Else its checks of references go on by a plan for a handful of people, and read all of them for each row.
            jdbc.sql("ANALYZE subscriber").update();
        }
        insertAttributes(entries, highest);
    }

    /** Of those who are new: their ids are above. */
    void insertAttributes(List<ListEntry> entries, long highest) {
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

    private int insertSubscriptions(List<ListEntry> entries, String state, @Nullable String endReason) {
        return jdbc.sql("""
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
    }

    /** Only of ours: another's of the same instant would have to be in the same state, and to have come in between. */
    private void insertConsents(List<ListEntry> entries, String event, long highest) {
        boolean given = event.equals("GIVEN");
        // n.id + 0: H2 would begin with the range of new ids and look through the whole list for each of them.
        jdbc.sql("""
                        INSERT INTO consent (subscriber_id, newsletter_id, event, origin, wording, network, occurred_at, detail)
                        SELECT n.subscriber_id, n.newsletter_id, :event, 'IMPORT', :wording, l.network,
                               CAST(l.at AS timestamp(6) with time zone), l.detail
                        FROM unnest(CAST(:addresses AS varchar ARRAY), CAST(:networks AS varchar ARRAY),
                                    CAST(:times AS varchar ARRAY), CAST(:details AS varchar ARRAY))
                             AS l(address, network, at, detail)
                        JOIN subscriber s ON s.address = l.address
                        JOIN subscription n ON n.subscriber_id = s.id AND n.newsletter_id = :newsletter
                        WHERE n.id + 0 > :highest AND n.since = CAST(:now AS timestamp(6) with time zone) AND n.state = :state
                        """)
                .param("event", event)
                .param("state", given ? "ACTIVE" : "ENDED")
                .param("wording", given ? target.options().consentText() : null)
                .param("addresses", addresses(entries))
                .param("networks", column(entries, entry -> entry.standing().network()))
                .param("times", times(entries))
                .param("details", column(entries, target::detail))
                .param("newsletter", target.options().newsletterId())
                .param("highest", highest)
                .param("now", utc(target.now()))
                .update();
    }

    /** As if they had filled in the form: sign-up sends each of them the mail that asks. */
    private void requestConfirmations(long highest) {
        jdbc.sql("""
                        INSERT INTO signup_request (origin, email, address, choices, language, time_zone, wording, detail,
                                                    requested_at)
                        SELECT 'IMPORT', s.email, s.address, n.newsletter_id || ':' || n.topics, s.language, s.time_zone,
                               :wording, :detail, :now
                        FROM subscription n JOIN subscriber s ON s.id = n.subscriber_id
                        WHERE n.newsletter_id = :newsletter AND n.id > :highest
                          AND n.since = CAST(:now AS timestamp(6) with time zone) AND n.state = 'PENDING'
                        ORDER BY n.id
                        """)
                .param("wording", target.options().consentText())
                .param("detail", target.file())
                .param("newsletter", target.options().newsletterId())
                .param("highest", highest)
                .param("now", utc(target.now()))
                .update();
    }

    private long highest(String table) {
        return jdbc.sql("SELECT coalesce(max(id), 0) FROM " + table)
                .query(Long.class)
                .single();
    }

    static String[] addresses(List<ListEntry> entries) {
        return entries.stream().map(ImportChunk::key).toArray(String[]::new);
    }

    private @Nullable String[] times(List<ListEntry> entries) {
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
