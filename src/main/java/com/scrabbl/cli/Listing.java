package com.scrabbl.cli;

import java.io.PrintWriter;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a listing and where each takes its value from. Immutable; the rows are streamed, never held.
 *
 * @param <T> what stands in a row
 */
final class Listing<T> {

    private static final int ROWS_BETWEEN_CHECKS = 1_000;

    private record Column<T>(String name, Function<T, ? extends @Nullable Object> value) {}

    private final List<Column<T>> columns;

    private Listing(List<Column<T>> columns) {
        this.columns = columns;
    }

    /** A listing of such rows, without columns so far. */
    static <T> Listing<T> of(Class<T> row) {
        return new Listing<>(List.of());
    }

    /**
     * This listing with one more column at its right.
     *
     * @param name heads the column, and is the key in JSON
     * @param value numbers and booleans stay such in JSON; {@code null} is an empty cell
     */
    Listing<T> column(String name, Function<T, ? extends @Nullable Object> value) {
        return new Listing<>(Stream.concat(columns.stream(), Stream.of(new Column<>(name, value)))
                .toList());
    }

    void print(Format format, Stream<T> rows, PrintWriter out) {
        List<String> names = columns.stream().map(Column::name).toList();
        Iterator<List<Cell>> cells = whileRead(rows, out)
                .map(row -> columns.stream()
                        .map(column -> new Cell(column.value().apply(row)))
                        .toList())
                .iterator();
        switch (format) {
            case TABLE -> new Table(names, Terminal.width()).print(cells, out);
            case CSV -> CsvLines.print(names, cells, out);
            case JSON -> Json.printArray(names, cells, out);
        }
    }

    /** Ends when nobody reads any more, as after {@code | head}. */
    private static <T> Stream<T> whileRead(Stream<T> rows, PrintWriter out) {
        int[] count = {0};
        return rows.takeWhile(row -> ++count[0] % ROWS_BETWEEN_CHECKS != 0 || !out.checkError());
    }
}
