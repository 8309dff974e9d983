package com.scrabbl.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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
                    print(names.get(i), cells.get(i), out);
                }
            }
            case CSV -> CsvLines.print(names, List.of(cells).iterator(), out);
            case JSON -> Json.printObject(names, cells, out);
        }
    }

    /** A line for each value; several things that have values of their own stand below their name. */
    private static void print(String name, Cell cell, PrintWriter out) {
        if (cell.value() instanceof Collection<?> several
                && several.size() > 1
                && several.stream().allMatch(one -> one instanceof Map<?, ?>)) {
            out.println(name);
            several.forEach(one -> out.println("  " + HarmlessText.of(new Cell(one).text())));
        } else {
            out.println((name + " " + HarmlessText.of(cell.text())).stripTrailing());
        }
    }
}
