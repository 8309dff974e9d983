package com.scrabbl.subscriber;

import static com.scrabbl.timestamp.Timestamps.instant;

import com.scrabbl.mail.EmailAddress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Subscribers as editions see them. Who was erased is no reader any more. */
@Repository
public class Readers {

    private final JdbcClient jdbc;
    private final Attributes attributes;

    Readers(JdbcClient jdbc, Attributes attributes) {
        this.jdbc = jdbc;
        this.attributes = attributes;
    }

    /** The newsletter's active readers whose subscription id is above {@code lastSubscriptionId}, by that id. */
    public List<Reader> activeAfter(long newsletterId, long lastSubscriptionId, int limit) {
        return withAttributes(jdbc.sql("""
                        SELECT n.id, n.subscriber_id, s.email, s.name, s.language, s.time_zone, n.topics, n.since
                        FROM subscription n JOIN subscriber s ON s.id = n.subscriber_id
                        WHERE n.newsletter_id = :newsletter AND n.id > :last AND n.state = 'ACTIVE'
                          AND s.email IS NOT NULL
                        ORDER BY n.newsletter_id, n.id
                        LIMIT :limit
                        """)
                .param("newsletter", newsletterId)
                .param("last", lastSubscriptionId)
                .param("limit", limit)
                .query((row, number) -> reader(row))
                .list());
    }

    /** Whatever the subscription's state. */
    public Optional<Reader> bySubscription(long subscriptionId) {
        return bySubscriptions(List.of(subscriptionId)).stream().findFirst();
    }

    /** Whatever the subscriptions' states, by id; unknown ids are left out. */
    public List<Reader> bySubscriptions(Collection<Long> subscriptionIds) {
        return withAttributes(jdbc.sql("""
                        SELECT n.id, n.subscriber_id, s.email, s.name, s.language, s.time_zone, n.topics, n.since
                        FROM subscription n JOIN subscriber s ON s.id = n.subscriber_id
                        WHERE n.id = ANY(:subscriptions) AND s.email IS NOT NULL
                        ORDER BY n.id
                        """)
                .param("subscriptions", subscriptionIds.toArray(Long[]::new))
                .query((row, number) -> reader(row))
                .list());
    }

    /** Whatever the subscription's state. */
    public Optional<Reader> byAddress(long newsletterId, EmailAddress address) {
        return withAttributes(jdbc.sql("""
                        SELECT n.id, n.subscriber_id, s.email, s.name, s.language, s.time_zone, n.topics, n.since
                        FROM subscriber s JOIN subscription n ON n.subscriber_id = s.id
                        WHERE s.address = :address AND n.newsletter_id = :newsletter
                        """)
                        .param("address", address.normal())
                        .param("newsletter", newsletterId)
                        .query((row, number) -> reader(row))
                        .list())
                .stream()
                .findFirst();
    }

    private List<Reader> withAttributes(List<Reader> bare) {
        Map<Long, Map<String, String>> found =
                attributes.of(bare.stream().map(Reader::subscriberId).toList());
        return bare.stream()
                .map(one -> new Reader(
                        one.subscriptionId(),
                        one.subscriberId(),
                        one.address(),
                        one.name(),
                        one.language(),
                        one.timeZone(),
                        found.getOrDefault(one.subscriberId(), Map.of()),
                        one.topics(),
                        one.since()))
                .toList();
    }

    private static Reader reader(ResultSet row) throws SQLException {
        return new Reader(
                row.getLong("id"),
                row.getLong("subscriber_id"),
                EmailAddress.ofStored(row.getString("email")),
                row.getString("name"),
                row.getString("language"),
                row.getString("time_zone"),
                Map.of(),
                Topics.ofStored(row.getString("topics")),
                instant(row, "since"));
    }
}
