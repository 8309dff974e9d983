package com.scrabbl.subscriber;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Inserts of many rows each, for a database that has no COPY. */
final class InsertStaging implements Staging {

    private static final int ROWS = 100;

    private final Connection connection;

    InsertStaging(Connection connection) {
        this.connection = connection;
    }

    @Override
    public void write(String table, List<String> columns, List<@Nullable String[]> rows) throws SQLException {
        int whole = rows.size() - rows.size() % ROWS;
        insert(table, columns, rows.subList(0, whole), ROWS);
        insert(table, columns, rows.subList(whole, rows.size()), 1);
    }

    private void insert(String table, List<String> columns, List<@Nullable String[]> rows, int each)
            throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(sql(table, columns, each))) {
            for (int first = 0; first < rows.size(); first += each) {
                int parameter = 0;
                for (@Nullable String[] row : rows.subList(first, first + each)) {
                    for (String cell : row) {
                        insert.setString(++parameter, cell);
                    }
                }
                insert.executeUpdate();
            }
        }
    }

    private static String sql(String table, List<String> columns, int rows) {
        String row = columns.stream().map(column -> "?").collect(Collectors.joining(", ", "(", ")"));
        return "INSERT INTO %s (%s) VALUES %s"
                .formatted(
                        table,
                        String.join(", ", columns),
                        IntStream.range(0, rows).mapToObj(i -> row).collect(Collectors.joining(", ")));
    }
}
