package com.scrabbl.subscriber.transfer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who of some readers of a list is known already, by address.
 *
 * @param ids of the people; can be added to
 * @param states of their subscriptions to the newsletter, of those who have one
 */
record KnownReaders(Map<String, Long> ids, Map<String, String> states) {

    static KnownReaders nobody() {
        return new KnownReaders(new HashMap<>(), new HashMap<>());
    }

    static KnownReaders among(List<ListEntry> entries, ImportTarget target, JdbcClient jdbc) {
        KnownReaders known = nobody();
        jdbc.sql("""
                        SELECT s.address, s.id, (SELECT n.state FROM subscription n WHERE %s) AS state
                        FROM unnest(CAST(:addresses AS varchar ARRAY)) AS l(address)
                        JOIN subscriber s ON s.address = l.address %s
                        """.formatted(ImportTarget.SUBSCRIPTION, target.database().among("s.address", "addresses")))
                .param("addresses", ImportWrites.addresses(entries))
                .param("newsletter", target.options().newsletterId())
                .query(row -> {
                    known.ids.put(row.getString("address"), row.getLong("id"));
                    String state = row.getString("state");
                    if (state != null) {
                        known.states.put(row.getString("address"), state);
                    }
                });
        return known;
    }
}
