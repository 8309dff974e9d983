package com.scrabbl.cli;

import java.io.PrintWriter;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Results as JSON. */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    /** One array, an object a line, written as the rows come. */
    static void printArray(List<String> names, Iterator<List<Cell>> rows, PrintWriter out) {
        out.print("[");
        String separator = System.lineSeparator();
        while (rows.hasNext()) {
            out.print(separator);
            out.print(MAPPER.writeValueAsString(object(names, rows.next())));
            separator = "," + System.lineSeparator();
        }
        out.println("]");
    }

    static void printObject(List<String> names, List<Cell> cells, PrintWriter out) {
        out.println(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(object(names, cells)));
    }

    private static Map<String, @Nullable Object> object(List<String> names, List<Cell> cells) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            object.put(names.get(i), cells.get(i).value());
        }
        return object;
    }
}
