package com.scrabbl.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing with its named values, in the order in which they are given. */
final class Details {

    private final List<String> names = new ArrayList<>();
    private final List<Cell> cells = new ArrayList<>();

    /** Adds a value. Maps and collections are objects and arrays in JSON. */
    Details with(String name, @Nullable Object value) {
        names.add(name);
        cells.add(new Cell(value));
        return this;
    }

    void print(Format format, PrintWriter out) {
        switch (format) {
            case TABLE -> {
                for (int i = 0; i < names.size(); i++) {
                    out.println(
                            (names.get(i) + " " + HarmlessText.of(cells.get(i).text())).stripTrailing());
                }
            }
            case CSV -> CsvLines.print(names, List.of(cells).iterator(), out);
            case JSON -> Json.printObject(names, cells, out);
        }
    }
}
