package com.scrabbl.subscriber;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** PostgreSQL's COPY in text format. */
final class CopyStaging implements Staging {

    private static final int BUFFER = 1 << 16;

    private final PGConnection connection;

    CopyStaging(Connection connection) throws SQLException {
        this.connection = connection.unwrap(PGConnection.class);
    }

    @Override
    public void write(String table, List<String> columns, List<@Nullable String[]> rows) throws SQLException {
        CopyIn copy =
                connection.getCopyAPI().copyIn("COPY %s (%s) FROM STDIN".formatted(table, String.join(", ", columns)));
        try {
            StringBuilder text = new StringBuilder(BUFFER + 1024);
            for (@Nullable String[] row : rows) {
                append(text, row);
                if (text.length() >= BUFFER) {
                    send(copy, text);
                }
            }
            send(copy, text);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private static void send(CopyIn copy, StringBuilder text) throws SQLException {
        byte[] bytes = text.toString().getBytes(UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        text.setLength(0);
    }

    private static void append(StringBuilder text, @Nullable String[] row) {
        for (int i = 0; i < row.length; i++) {
            String cell = row[i];
            text.append(cell == null ? "\\N" : escaped(cell)).append(i < row.length - 1 ? '\t' : '\n');
        }
    }

    private static String escaped(String cell) {
        return cell.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }
}
