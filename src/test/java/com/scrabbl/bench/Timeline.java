package com.scrabbl.bench;

import com.scrabbl.proofs.Engine.Storage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;

/** When the deliveries of the latest edition were settled, counted by hundredths of a second. */
final class Timeline {

    private static final double HUNDREDTH = 100;

    private final TreeMap<Long, Long> settled = new TreeMap<>();

    private Timeline() {}

    /** Those settled after an instant. */
    static Timeline since(Storage storage, Instant since) {
        Timeline timeline = new Timeline();
        try (Connection connection = storage.connect();
                PreparedStatement statement = connection.prepareStatement("""
                        SELECT CAST(FLOOR(EXTRACT(EPOCH FROM settled_at) * 100) AS bigint) AS hundredth, COUNT(*) FROM delivery
                        WHERE edition_id = (SELECT MAX(id) FROM edition) AND settled_at > ? GROUP BY hundredth
                        """)) {
            statement.setObject(1, since.atOffset(ZoneOffset.UTC));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    timeline.settled.put(rows.getLong(1), rows.getLong(2));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return timeline;
    }

    /** Milliseconds that each delivery took, of those from the one number (not included) up to the other. */
    double millisEach(long from, long until) {
        return (at(until) - at(from)) * 1_000 / (until - from);
    }

    /** Seconds from an arbitrary begin until so many were settled; even within a hundredth. */
    private double at(long number) {
        long before = 0;
        for (Map.Entry<Long, Long> hundredth : settled.entrySet()) {
            if (before + hundredth.getValue() >= number) {
                return (hundredth.getKey() + (number - before) / (double) hundredth.getValue()) / HUNDREDTH;
            }
            before += hundredth.getValue();
        }
        throw new IllegalArgumentException("Only " + before + " were settled, not " + number);
    }
}
