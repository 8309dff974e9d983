package com.scrabbl.subscriber.transfer;

import com.scrabbl.subscriber.transfer.NewRows.Column;
import com.scrabbl.subscriber.transfer.NewRows.Same;
import com.scrabbl.subscriber.transfer.NewRows.Type;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;

/**
 * Rows in the binary format of PostgreSQL's {@code COPY} (its manual, "COPY", "Binary Format"): it is spared reading numbers
 * and times, and we escaping what is text. They go out while they are written.
 */
final class CopiedRows {

    private static final byte[] SIGNATURE = "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int NULL = -1;
    private static final int END = -1;
    private static final int BUFFER = 1 << 16;

    /** PostgreSQL counts the microseconds from here. */
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

    private final CopyIn copy;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);

    private CopiedRows(CopyIn copy) {
        this.copy = copy;
    }

    /** Writes them and ends the statement, which tells how many it took. */
    static <T> long write(CopyIn copy, List<T> rows, List<Column<T>> columns, List<Same> same) throws SQLException {
        try {
            new CopiedRows(copy).write(rows, columns, same);
            return copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private <T> void write(List<T> rows, List<Column<T>> columns, List<Same> same) throws SQLException {
        // After the signature come flags, and the length of what may follow them.
        room(SIGNATURE.length + 2 * Integer.BYTES).put(SIGNATURE).putInt(0).putInt(0);
        for (T row : rows) {
            room(Short.BYTES).putShort((short) (columns.size() + same.size()));
            for (Column<T> column : columns) {
                value(column.type(), column.value().apply(row));
            }
            for (Same one : same) {
                value(one.type(), one.value());
            }
        }
        room(Short.BYTES).putShort((short) END);
        flush();
    }

    private void value(Type type, @Nullable Object value) throws SQLException {
        if (value == null) {
            room(Integer.BYTES).putInt(NULL);
            return;
        }
        switch (type) {
            case TEXT -> text(((String) value).getBytes(StandardCharsets.UTF_8));
            case NUMBER -> number((Long) value);
            case TIME -> number(EPOCH.until((Instant) value, ChronoUnit.MICROS));
        }
    }

    private void number(long number) throws SQLException {
        room(Integer.BYTES + Long.BYTES).putInt(Long.BYTES).putLong(number);
    }

    private void text(byte[] text) throws SQLException {
        room(Integer.BYTES).putInt(text.length);
        if (text.length > buffer.remaining()) {
            flush();
        }
        if (text.length > buffer.remaining()) {
            copy.writeToCopy(text, 0, text.length);
        } else {
            buffer.put(text);
        }
    }

    private ByteBuffer room(int octets) throws SQLException {
        if (octets > buffer.remaining()) {
            flush();
        }
        return buffer;
    }

    private void flush() throws SQLException {
        copy.writeToCopy(buffer.array(), 0, buffer.position());
        buffer.clear();
    }
}
