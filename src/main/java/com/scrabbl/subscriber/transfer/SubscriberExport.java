package com.scrabbl.subscriber.transfer;

import static com.scrabbl.timestamp.Timestamps.instant;
import static com.scrabbl.timestamp.Timestamps.utc;

import com.scrabbl.spelling.CanonicalName;
import com.scrabbl.subscriber.AttributeKind;
import com.scrabbl.subscriber.Subscription.State;
import com.scrabbl.subscriber.Topics;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The list as a file has it: one row for each subscription, with what is known of the person. Erased people are on no list. */
@Repository
public class SubscriberExport {

    private final JdbcClient jdbc;

    SubscriberExport(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What is exported; null and empty leave nothing out.
     *
     * @param topic readers who get it: who chose it, or chose none
     * @param attributes what these must be; one element of a list is enough
     * @param joinedAfter when the person agreed last, exclusive
     */
    public record Filter(
            @Nullable Long newsletterId,
            @Nullable State state,
            @Nullable String topic,
            Map<String, String> attributes,
            @Nullable Instant joinedAfter) {}

    /** An attribute that somebody has. */
    public record Attribute(String name, AttributeKind kind) {

        /** As the header of a list has it, so that an import takes it for the same. */
        public String column() {
            boolean plain = kind == AttributeKind.TEXT && !Columns.isSpecial(name);
            return plain ? name : name + ":" + kind.text();
        }
    }

    /** A value with its kind. */
    public record Value(AttributeKind kind, String content) {}

    /**
     * One row.
     *
     * @param newsletter its slug
     */
    public record Exported(
            long subscriptionId,
            long subscriberId,
            String email,
            @Nullable String name,
            @Nullable String language,
            @Nullable String timeZone,
            String newsletter,
            State state,
            Topics topics,
            Instant since,
            Map<String, Value> attributes) {}

    /** Every attribute that anybody has, by name. One that is of several kinds is text: all kinds can be read as such. */
    public List<Attribute> attributes() {
        return jdbc.sql("""
                        SELECT name, CASE WHEN count(*) = 1 THEN MIN(kind) ELSE 'TEXT' END AS kind
                        FROM (SELECT DISTINCT name, kind FROM subscriber_attribute) AS kinds
                        GROUP BY name
                        ORDER BY name
                        """)
                .query((row, number) ->
                        new Attribute(row.getString("name"), AttributeKind.valueOf(row.getString("kind"))))
                .list();
    }

    /** The rows after this one (null: from the start). */
    public List<Exported> after(Filter filter, @Nullable Exported last, int limit) {
        StringBuilder sql = new StringBuilder("""
                SELECT n.id, s.id AS subscriber_id, s.email, s.name, s.language, s.time_zone, l.slug, n.state,
                       n.topics, n.since
                FROM subscription n
                JOIN subscriber s ON s.id = n.subscriber_id
                JOIN newsletter l ON l.id = n.newsletter_id
                WHERE n.id > :last AND s.email IS NOT NULL
                """);
        Map<String, @Nullable Object> params = new HashMap<>();
        params.put("last", last == null ? 0L : last.subscriptionId());
        params.put("limit", limit);
        narrow(filter, sql, params);
        JdbcClient.StatementSpec statement = jdbc.sql(
                // The order of a whole key, so that H2 reads on where it was and sorts nothing.
                sql.append(filter.newsletterId() == null ? " ORDER BY n.id" : " ORDER BY n.newsletter_id, n.id")
                        .append(" LIMIT :limit")
                        .toString());
        for (Map.Entry<String, @Nullable Object> param : params.entrySet()) {
            statement = statement.param(param.getKey(), param.getValue());
        }
        return withAttributes(statement.query((row, number) -> exported(row)).list());
    }

    private static void narrow(Filter filter, StringBuilder sql, Map<String, @Nullable Object> params) {
        if (filter.newsletterId() != null) {
            sql.append(" AND n.newsletter_id = :newsletter");
            params.put("newsletter", filter.newsletterId());
        }
        if (filter.state() != null) {
            sql.append(" AND n.state = :state");
            params.put("state", filter.state().name());
        }
        if (filter.topic() != null) {
            sql.append(" AND (n.topics = '' OR POSITION(:topic IN '|' || n.topics || '|') > 0)");
            params.put("topic", "|" + CanonicalName.of(filter.topic()) + "|");
        }
        if (filter.joinedAfter() != null) {
            sql.append("""
                     AND COALESCE((SELECT MAX(c.occurred_at) FROM consent c
                                   WHERE c.subscriber_id = s.id AND c.newsletter_id = n.newsletter_id
                                     AND c.event = 'GIVEN'), n.since) > CAST(:joined AS timestamp(6) with time zone)
                    """);
            params.put("joined", utc(filter.joinedAfter()));
        }
        int number = 0;
        for (Map.Entry<String, String> wanted : filter.attributes().entrySet()) {
            sql.append("""
                     AND EXISTS (SELECT 1 FROM subscriber_attribute a
                                 WHERE a.subscriber_id = s.id AND a.name = :attribute%1$d
                                   AND (a.content = ANY(:contents%1$d)
                                     OR a.kind = 'LIST' AND POSITION(:element%1$d IN '|' || a.content || '|') > 0))
                    """.formatted(number));
            params.put("attribute" + number, wanted.getKey().strip().toLowerCase(Locale.ROOT));
            params.put("contents" + number, forms(wanted.getValue().strip()));
            params.put("element" + number, "|" + wanted.getValue().strip() + "|");
            number++;
        }
    }

    /** As the value is stored under any kind. */
    private static String[] forms(String typed) {
        Set<String> forms = new LinkedHashSet<>();
        for (AttributeKind kind : AttributeKind.values()) {
            try {
                forms.add(kind.canonical("attribute", typed));
            } catch (IllegalArgumentException e) {
                // It is no value of this kind, so nobody has it as one.
                continue;
            }
        }
        return forms.toArray(String[]::new);
    }

    private List<Exported> withAttributes(List<Exported> bare) {
        Map<Long, Map<String, Value>> found = new HashMap<>();
        jdbc.sql("""
                        SELECT subscriber_id, name, kind, content
                        FROM subscriber_attribute
                        WHERE subscriber_id = ANY(:subscribers)
                        ORDER BY subscriber_id, name
                        """)
                .param(
                        "subscribers",
                        bare.stream().map(Exported::subscriberId).distinct().toArray(Long[]::new))
                .query(row -> {
                    found.computeIfAbsent(row.getLong("subscriber_id"), id -> new TreeMap<>())
                            .put(
                                    row.getString("name"),
                                    new Value(AttributeKind.valueOf(row.getString("kind")), row.getString("content")));
                });
        return bare.stream()
                .map(one -> new Exported(
                        one.subscriptionId(),
                        one.subscriberId(),
                        one.email(),
                        one.name(),
                        one.language(),
                        one.timeZone(),
                        one.newsletter(),
                        one.state(),
                        one.topics(),
                        one.since(),
                        found.getOrDefault(one.subscriberId(), Map.of())))
                .toList();
    }

    private static Exported exported(ResultSet row) throws SQLException {
        return new Exported(
                row.getLong("id"),
                row.getLong("subscriber_id"),
                row.getString("email"),
                row.getString("name"),
                row.getString("language"),
                row.getString("time_zone"),
                row.getString("slug"),
                State.valueOf(row.getString("state")),
                Topics.ofStored(row.getString("topics")),
                instant(row, "since"),
                Map.of());
    }
}
