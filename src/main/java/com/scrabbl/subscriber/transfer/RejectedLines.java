package com.scrabbl.subscriber.transfer;

import com.scrabbl.files.OwnerOnly;
import com.scrabbl.subscriber.transfer.Rows.Row;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The file beside a list that gets the lines which were rejected: the list's columns, then {@code line} and
 * {@code reason}, so that it can be corrected and imported. A line that does not fit the columns stands whole in the
 * first one.
 */
final class RejectedLines implements Closeable {

    private final Path file;
    private final char separator;
    private final List<String> columns;
    private @Nullable CsvWriter writer;

    /**
     * Deletes what an earlier import left; the file comes into being with its first line.
     *
     * @param columns of the list
     */
    RejectedLines(Path file, char separator, List<String> columns) throws IOException {
        this.file = file;
        this.separator = separator;
        this.columns = columns;
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new FileSystemException(
                    file.toString(),
                    null,
                    "takes the lines that are rejected, and the one of an earlier import can't be replaced. Delete it, or import from a folder of your own");
        }
    }

    void add(Row row, String reason) throws IOException {
        if (writer == null) {
            // It names people.
            OwnerOnly.create(file);
            writer = CsvWriter.builder().fieldSeparator(separator).build(file);
            writer.writeRecord(record(columns, "line", "reason"));
        }
        writer.writeRecord(record(cells(row), Long.toString(row.line()), reason));
    }

    @Override
    public void close() throws IOException {
        if (writer != null) {
            writer.close();
        }
    }

    private List<String> cells(Row row) {
        if (!row.cells().isEmpty()) {
            return row.cells().subList(0, columns.size());
        }
        List<String> cells = new ArrayList<>(Collections.nCopies(columns.size(), ""));
        cells.set(0, row.text());
        return cells;
    }

    private static List<String> record(List<String> cells, String line, String reason) {
        List<String> record = new ArrayList<>(cells.size() + 2);
        // A cell may come guarded already.
        cells.forEach(cell -> record.add(FormulaGuard.guarded(FormulaGuard.unguarded(cell))));
        record.add(line);
        record.add(FormulaGuard.guarded(reason));
        return record;
    }
}
