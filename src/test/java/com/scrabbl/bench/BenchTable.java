package com.scrabbl.bench;

import com.scrabbl.support.FigureTable;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * When the last part has ended: prints the table of all rows that are kept, and writes it to {@code target/bench.txt}, and
 * the same as data to {@code target/bench.json}.
 */
final class BenchTable implements BeforeAllCallback {

    private static final List<String> HEAD =
            List.of("row", "must", "aim", "median", "min", "max", "of", "reached", "what", "besides");
    private static final int FIRST_TEXT = 7;

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getRoot().getStore(Namespace.create(BenchTable.class)).computeIfAbsent(BenchTable.class, key ->
                (AutoCloseable) BenchTable::write);
    }

    private static void write() {
        List<JsonNode> rows = rows();
        Map<String, Object> all = new LinkedHashMap<>(Machine.conditions());
        all.put("rows", rows);
        List<List<String>> lines = new ArrayList<>();
        lines.add(HEAD);
        rows.forEach(row -> lines.add(line(row)));
        String head = Machine.conditions().entrySet().stream()
                .map(condition -> condition.getKey() + " " + condition.getValue())
                .collect(Collectors.joining(", ", "Benchmark: ", ""));
        new FigureTable(head, lines, 1, FIRST_TEXT).keep("bench", all);
    }

    private static List<JsonNode> rows() {
        return Stream.of(Row.values())
                .map(row -> Measured.FOLDER.resolve(row.key() + ".json"))
                .filter(Files::exists)
                .map(JsonMapper.shared()::readTree)
                .toList();
    }

    private static List<String> line(JsonNode row) {
        List<String> line =
                new ArrayList<>(List.of(row.get("row").asString(), figure(row, "must"), figure(row, "aim")));
        if (row.has("not measured")) {
            line.addAll(List.of("", "", "", "", "not measured", row.get("what").asString()));
            line.add(row.get("not measured").asString());
            return line;
        }
        line.addAll(List.of(
                figure(row, "median"),
                figure(row, "min"),
                figure(row, "max"),
                Integer.toString(row.get("values").size()),
                row.get("verdict").asString(),
                row.get("what").asString() + " (" + row.get("unit").asString() + ")"));
        line.add(Stream.concat(
                        row.get("besides").properties().stream()
                                .map(figure -> figure.getKey() + " "
                                        + Figures.told(figure.getValue().asDouble())),
                        Stream.concat(
                                row.get("conditions").properties().stream()
                                        .map(condition -> condition.getKey() + " "
                                                + condition.getValue().asString()),
                                Stream.of("commit " + row.get("commit").asString() + " "
                                        + row.get("date").asString())))
                .collect(Collectors.joining("; ")));
        return line;
    }

    private static String figure(JsonNode row, String name) {
        return Figures.told(row.get(name).asDouble());
    }
}
