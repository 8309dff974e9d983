package com.scrabbl.proofs;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The ledger as its commands and its tables tell it. */
final class Rows {

    private Rows() {}

    /** One line of {@code deliveries}. */
    record Row(String email, String state, String reason, int attempts, String code, String messageId) {

        boolean is(String... states) {
            return List.of(states).contains(state);
        }
    }

    /** What {@code deliveries} prints of an edition. */
    static List<Row> of(Newsroom newsroom, String slot) {
        String csv = newsroom.run(0, "deliveries", "daily/" + slot, "--format", "csv");
        try (Stream<NamedCsvRecord> lines = CsvReader.builder().ofNamedCsvRecord(csv).stream()) {
            return lines.map(line -> new Row(
                            line.getField("email"),
                            line.getField("state"),
                            line.getField("reason"),
                            Integer.parseInt(line.getField("attempts")),
                            line.getField("code"),
                            line.getField("message_id")))
                    .toList();
        }
    }

    /** How many attempts at each reader of an edition ended as unknown. */
    static Map<String, Integer> unknownAttempts(Newsroom newsroom, String slot) {
        Map<String, Integer> attempts = new HashMap<>();
        query(newsroom, """
                SELECT p.address, COUNT(*) FROM attempt a JOIN edition e ON e.id = a.edition_id
                JOIN subscription s ON s.id = a.subscription_id JOIN subscriber p ON p.id = s.subscriber_id
                WHERE e.slot = ? AND a.state = 'UNKNOWN' GROUP BY p.address
                """, row -> attempts.put(row.getString(1), row.getInt(2)), slot(slot));
        return attempts;
    }

    /** How many became unknown by each kill: each is put right by one statement, at one instant. */
    static List<Integer> unknownByKill(Newsroom newsroom, String slot) {
        List<Integer> counts = new ArrayList<>();
        query(newsroom, """
                SELECT COUNT(*) FROM attempt a JOIN edition e ON e.id = a.edition_id
                WHERE e.slot = ? AND a.state = 'UNKNOWN' GROUP BY a.settled_at
                """, row -> counts.add(row.getInt(1)), slot(slot));
        return counts;
    }

    /** Whether the run of a slot is COMPLETED. */
    static boolean closed(Newsroom newsroom, String slot) {
        return number(newsroom, "SELECT COUNT(*) FROM run WHERE slot = ? AND state = 'COMPLETED'", slot(slot)) == 1;
    }

    /** One number that the database tells. */
    static long number(Newsroom newsroom, String sql, Object... parameters) {
        List<Long> numbers = new ArrayList<>();
        query(newsroom, sql, row -> numbers.add(row.getLong(1)), parameters);
        return numbers.get(0);
    }

    static String slotOfLatestEdition(Newsroom newsroom) {
        return Instant.ofEpochSecond(number(
                        newsroom,
                        "SELECT CAST(EXTRACT(EPOCH FROM MAX(slot)) AS bigint) FROM run WHERE edition_id IS NOT NULL"))
                .toString();
    }

    static OffsetDateTime slot(String slot) {
        return Instant.parse(slot).atOffset(ZoneOffset.UTC);
    }

    /** Whoever reads a row. */
    @FunctionalInterface
    interface Reading {
        void read(ResultSet row) throws SQLException;
    }

    /** Changes rows, as time does: each statement by itself, over one connection. */
    static void change(Newsroom newsroom, String... statements) {
        try (Connection connection = newsroom.storage().connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.executeUpdate(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static void query(Newsroom newsroom, String sql, Reading reading, Object... parameters) {
        try (Connection connection = newsroom.storage().connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int parameter = 0; parameter < parameters.length; parameter++) {
                statement.setObject(parameter + 1, parameters[parameter]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    reading.read(rows);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
