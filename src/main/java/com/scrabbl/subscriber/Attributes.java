package com.scrabbl.subscriber;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The further values of subscribers, as text whatever their kind is. */
@Repository
class Attributes {

    private final JdbcClient jdbc;

    Attributes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(long subscriberId, Map<String, String> attributes) {
        attributes.forEach((name, content) -> jdbc.sql("""
                        INSERT INTO subscriber_attribute (subscriber_id, name, content)
                        VALUES (:subscriber, :name, :content)
                        """)
                .param("subscriber", subscriberId)
                .param("name", name)
                .param("content", content)
                .update());
    }

    /** @throws IllegalArgumentException when a value is none of its kind */
    void replace(long subscriberId, Map<String, String> attributes, Map<String, AttributeKind> kinds) {
        jdbc.sql("DELETE FROM subscriber_attribute WHERE subscriber_id = :subscriber")
                .param("subscriber", subscriberId)
                .update();
        attributes.forEach((name, content) -> {
            AttributeKind kind = kinds.getOrDefault(name, AttributeKind.TEXT);
            jdbc.sql("""
                            INSERT INTO subscriber_attribute (subscriber_id, name, kind, content)
                            VALUES (:subscriber, :name, :kind, :content)
                            """)
                    .param("subscriber", subscriberId)
                    .param("name", name)
                    .param("kind", kind.name())
                    .param("content", kind.canonical(name, content))
                    .update();
        });
    }

    Map<String, AttributeKind> kinds(long subscriberId) {
        Map<String, AttributeKind> kinds = new TreeMap<>();
        jdbc.sql("SELECT name, kind FROM subscriber_attribute WHERE subscriber_id = :subscriber")
                .param("subscriber", subscriberId)
                .query(row -> {
                    kinds.put(row.getString("name"), AttributeKind.valueOf(row.getString("kind")));
                });
        return kinds;
    }

    /** A person's, as programs have them: numbers, booleans, lists and texts. */
    Map<String, Object> typed(long subscriberId) {
        Map<String, Object> typed = new TreeMap<>();
        jdbc.sql("SELECT name, kind, content FROM subscriber_attribute WHERE subscriber_id = :subscriber ORDER BY name")
                .param("subscriber", subscriberId)
                .query(row -> {
                    typed.put(
                            row.getString("name"),
                            AttributeKind.valueOf(row.getString("kind")).value(row.getString("content")));
                });
        return typed;
    }

    /** By subscriber; one without attributes is left out. */
    Map<Long, Map<String, String>> of(Collection<Long> subscriberIds) {
        Map<Long, Map<String, String>> found = new HashMap<>();
        if (!subscriberIds.isEmpty()) {
            jdbc.sql("""
                            SELECT subscriber_id, name, content
                            FROM subscriber_attribute
                            WHERE subscriber_id = ANY(:subscribers)
                            ORDER BY subscriber_id, name
                            """)
                    .param("subscribers", subscriberIds.toArray(Long[]::new))
                    .query(row -> {
                        found.computeIfAbsent(row.getLong("subscriber_id"), id -> new TreeMap<>())
                                .put(row.getString("name"), row.getString("content"));
                    });
        }
        return found;
    }
}
