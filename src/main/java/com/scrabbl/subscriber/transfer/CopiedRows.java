package com.scrabbl.subscriber.transfer;

import com.scrabbl.subscriber.transfer.NewRows.Column;
import com.scrabbl.subscriber.transfer.NewRows.Same;
import com.scrabbl.subscriber.transfer.NewRows.Type;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows in the binary format of PostgreSQL's {@code COPY} (its manual, "COPY", "Binary Format"): it is spared reading numbers
 * and times, and we escaping what is text.
 */
final class CopiedRows {

    private static final byte[] SIGNATURE = "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int NULL = -1;
    private static final int END = -1;

    /** PostgreSQL counts the microseconds from here. */
    private static final OffsetDateTime EPOCH = OffsetDateTime.of(2000, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    private CopiedRows() {}

    static <T> byte[] of(List<T> rows, List<Column<T>> columns, List<Same> same) {
        try {
            CopiedRows sames = new CopiedRows();
            for (Same one : same) {
                sames.value(one.type(), one.value());
            }
            CopiedRows copied = new CopiedRows();
            copied.head();
            for (T row : rows) {
                copied.out.writeShort(columns.size() + same.size());
                for (Column<T> column : columns) {
                    copied.value(column.type(), column.value().apply(row));
                }
                sames.bytes.writeTo(copied.out);
            }
            copied.out.writeShort(END);
            return copied.bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void head() throws IOException {
        out.write(SIGNATURE);
        // Flags, and the length of what may follow the head.
        out.writeInt(0);
        out.writeInt(0);
    }

    private void value(Type type, @Nullable Object value) throws IOException {
        if (value == null) {
            out.writeInt(NULL);
            return;
        }
        switch (type) {
            case TEXT -> {
                byte[] text = ((String) value).getBytes(StandardCharsets.UTF_8);
                out.writeInt(text.length);
                out.write(text);
            }
            case NUMBER -> {
                out.writeInt(Long.BYTES);
                out.writeLong((Long) value);
            }
            case TIME -> {
                out.writeInt(Long.BYTES);
                out.writeLong(EPOCH.until((OffsetDateTime) value, ChronoUnit.MICROS));
            }
        }
    }
}
