package com.scrabbl.subscriber.transfer;

import com.scrabbl.subscriber.Profile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Brings what is known of readers up to what a list says of them; what it leaves blank is kept. */
final class ImportUpdates {

    private record Known(
            long subscriber,
            @Nullable String name,
            @Nullable String language,
            @Nullable String timeZone,
            @Nullable String topics,
            Map<String, String> attributes) {}

    private final JdbcClient jdbc;
    private final ImportTarget target;

    ImportUpdates(JdbcClient jdbc, ImportTarget target) {
        this.jdbc = jdbc;
        this.target = target;
    }

    /**
     * Their profiles, and the topics of their subscriptions.
     *
     * @param writing false only counts
     * @return of how many something changes
     */
    int profilesAndTopics(List<ListEntry> entries, boolean writing) {
        return update(entries, writing, true);
    }

    /** The profiles of those among them who are known. */
    void profiles(List<ListEntry> entries, boolean writing) {
        update(entries, writing, false);
    }

    private int update(List<ListEntry> entries, boolean writing, boolean topicsToo) {
        Map<String, Known> known = known(entries);
        List<ListEntry> changed = entries.stream()
                .filter(entry -> {
                    @Nullable Known before = known.get(ImportChunk.key(entry));
                    return before != null && differs(entry, before, topicsToo);
                })
                .toList();
        if (writing && !changed.isEmpty()) {
            writeProfiles(changed, known);
            writeAttributes(changed, known);
            if (topicsToo) {
                writeTopics(changed, known);
            }
        }
        return changed.size();
    }

    private static boolean differs(ListEntry entry, Known before, boolean topicsToo) {
        Profile profile = entry.profile();
        return differs(profile.name(), before.name())
                || differs(profile.language(), before.language())
                || differs(profile.timeZone(), before.timeZone())
                || topicsToo
                        && !entry.topics().keys().isEmpty()
                        && differs(entry.topics().stored(), before.topics())
                || profile.attributes().entrySet().stream()
                        .anyMatch(attribute -> !stored(entry, attribute.getKey(), attribute.getValue())
                                .equals(before.attributes().get(attribute.getKey())));
    }

    private static boolean differs(@Nullable String told, @Nullable String before) {
        return told != null && !Objects.equals(told, before);
    }

    /** Kind and content, to compare. */
    private static String stored(ListEntry entry, String name, String content) {
        return entry.kind(name).name() + " " + content;
    }

    private Map<String, Known> known(List<ListEntry> entries) {
        Map<String, Known> known = new HashMap<>();
        Map<Long, Map<String, String>> attributes = new HashMap<>();
        jdbc.sql("""
                        SELECT s.id, s.address, s.name, s.language, s.time_zone,
                               (SELECT n.topics FROM subscription n WHERE %s) AS topics
                        FROM unnest(CAST(:addresses AS varchar ARRAY)) AS l(address)
                        JOIN subscriber s ON s.address = l.address %s
                        """.formatted(ImportTarget.SUBSCRIPTION, target.database().among("s.address", "addresses")))
                .param("addresses", ImportWrites.addresses(entries))
                .param("newsletter", target.options().newsletterId())
                .query(row -> {
                    long id = row.getLong("id");
                    known.put(
                            row.getString("address"),
                            new Known(
                                    id,
                                    row.getString("name"),
                                    row.getString("language"),
                                    row.getString("time_zone"),
                                    row.getString("topics"),
                                    attributes.computeIfAbsent(id, first -> new HashMap<>())));
                });
        jdbc.sql("""
                        SELECT a.subscriber_id, a.name, a.kind, a.content
                        FROM unnest(CAST(:ids AS bigint ARRAY)) AS l(id)
                        JOIN subscriber_attribute a ON a.subscriber_id = l.id AND a.name = ANY(:names) %s
                        """.formatted(target.database().among("a.subscriber_id", "ids")))
                .param("ids", attributes.keySet().toArray(Long[]::new))
                .param("names", names(entries))
                .query(row -> {
                    attributes
                            .getOrDefault(row.getLong("subscriber_id"), new HashMap<>())
                            .put(row.getString("name"), row.getString("kind") + " " + row.getString("content"));
                });
        return known;
    }

    /** Of the attributes that the list tells. */
    private static String[] names(List<ListEntry> entries) {
        return entries.stream()
                .flatMap(entry -> entry.profile().attributes().keySet().stream())
                .distinct()
                .toArray(String[]::new);
    }

    private void writeProfiles(List<ListEntry> changed, Map<String, Known> known) {
        jdbc.sql("""
                        UPDATE subscriber
                        SET name = COALESCE(l.name, subscriber.name),
                            language = COALESCE(l.language, subscriber.language),
                            time_zone = COALESCE(l.time_zone, subscriber.time_zone)
                        FROM unnest(CAST(:ids AS bigint ARRAY), CAST(:names AS varchar ARRAY),
                                    CAST(:languages AS varchar ARRAY), CAST(:timeZones AS varchar ARRAY))
                             AS l(id, name, language, time_zone)
                        WHERE subscriber.id = l.id %s
                        """.formatted(target.database().among("subscriber.id", "ids")))
                .param("ids", ids(changed, known))
                .param(
                        "names",
                        ImportWrites.column(changed, entry -> entry.profile().name()))
                .param(
                        "languages",
                        ImportWrites.column(changed, entry -> entry.profile().language()))
                .param(
                        "timeZones",
                        ImportWrites.column(changed, entry -> entry.profile().timeZone()))
                .update();
    }

    private void writeAttributes(List<ListEntry> changed, Map<String, Known> known) {
        List<Long> ids = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<String> kinds = new ArrayList<>();
        List<String> contents = new ArrayList<>();
        for (ListEntry entry : changed) {
            Known before = Objects.requireNonNull(known.get(ImportChunk.key(entry)));
            entry.profile().attributes().forEach((name, content) -> {
                if (!stored(entry, name, content).equals(before.attributes().get(name))) {
                    ids.add(before.subscriber());
                    names.add(name);
                    kinds.add(entry.kind(name).name());
                    contents.add(content);
                }
            });
        }
        if (ids.isEmpty()) {
            return;
        }
        String told = """
                FROM unnest(CAST(:ids AS bigint ARRAY), CAST(:names AS varchar ARRAY), CAST(:kinds AS varchar ARRAY),
                            CAST(:contents AS varchar ARRAY)) AS l(id, name, kind, content)
                """;
        String insert = "INSERT INTO subscriber_attribute (subscriber_id, name, kind, content)"
                + " SELECT l.id, l.name, l.kind, l.content " + told + " ON CONFLICT ";
        // A join may compare every row with every other one, where PostgreSQL takes the table for empty.
        List<String> statements = target.database().isPostgresql()
                ? List.of(
                        insert + "(subscriber_id, name) DO UPDATE SET kind = excluded.kind, content = excluded.content")
                : List.of(
                        "UPDATE subscriber_attribute SET kind = l.kind, content = l.content " + told
                                + " WHERE subscriber_attribute.subscriber_id = l.id AND subscriber_attribute.name = l.name",
                        insert + "DO NOTHING");
        for (String statement : statements) {
            jdbc.sql(statement)
                    .param("ids", ids.toArray(Long[]::new))
                    .param("names", names.toArray(String[]::new))
                    .param("kinds", kinds.toArray(String[]::new))
                    .param("contents", contents.toArray(String[]::new))
                    .update();
        }
    }

    private void writeTopics(List<ListEntry> changed, Map<String, Known> known) {
        List<ListEntry> told = changed.stream()
                .filter(entry -> !entry.topics().keys().isEmpty())
                .toList();
        jdbc.sql("""
                        UPDATE subscription
                        SET topics = l.topics
                        FROM unnest(CAST(:ids AS bigint ARRAY), CAST(:topics AS varchar ARRAY)) AS l(id, topics)
                        WHERE subscription.subscriber_id = l.id AND subscription.newsletter_id + 0 = :newsletter %s
                        """.formatted(target.database().among("subscription.subscriber_id", "ids")))
                .param("ids", ids(told, known))
                .param(
                        "topics",
                        ImportWrites.column(told, entry -> entry.topics().stored()))
                .param("newsletter", target.options().newsletterId())
                .update();
    }

    private static Long[] ids(List<ListEntry> entries, Map<String, Known> known) {
        return entries.stream()
                .map(entry -> Objects.requireNonNull(known.get(ImportChunk.key(entry)))
                        .subscriber())
                .toArray(Long[]::new);
    }
}
