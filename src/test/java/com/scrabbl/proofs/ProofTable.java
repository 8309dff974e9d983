package com.scrabbl.proofs;

import com.scrabbl.support.FigureTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
 * When the last proof has ended: prints the table of all records of this build, and writes it to
 * {@code target/proofs.txt}, and the same as data to {@code target/proofs.json}.
 */
final class ProofTable implements BeforeAllCallback {

    /** The figures with a column of their own, and what stands above it. */
    private static final Map<String, String> COLUMNS = columns();

    private static Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("tries", "tries");
        columns.put("lost", "lost");
        columns.put("doubled", "doubled");
        columns.put("accepted without journal", "accepted, no journal");
        columns.put("journal without answer", "journal, no answer");
        columns.put("unknown", "unknown");
        columns.put("unknown per kill", "at most a kill");
        columns.put("allowed per kill", "allowed");
        return columns;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getRoot().getStore(Namespace.create(ProofTable.class)).computeIfAbsent(ProofTable.class, key ->
                (AutoCloseable) ProofTable::write);
    }

    private static void write() {
        List<JsonNode> records = records();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("seed", Settings.SEED);
        all.put("jdk", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        all.put("commit", Settings.commit());
        all.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        all.put("proofs", records);
        List<List<String>> lines = new ArrayList<>();
        lines.add(Stream.of(
                        Stream.of("proof", "database"),
                        COLUMNS.values().stream(),
                        Stream.of("seconds", "verdict", "besides"))
                .flatMap(cells -> cells)
                .toList());
        records.forEach(record -> lines.add(line(record)));
        String head = "Proofs: seed " + all.get("seed") + ", " + all.get("jdk") + ", commit " + all.get("commit") + ", "
                + all.get("date");
        new FigureTable(head, lines, 2, lines.get(0).size() - 2).keep("proofs", all);
    }

    private static List<JsonNode> records() {
        try (Stream<Path> files = Files.exists(ProofRecord.FOLDER) ? Files.list(ProofRecord.FOLDER) : Stream.empty()) {
            return files.map(JsonMapper.shared()::readTree)
                    .filter(record -> record.get("build").asString().equals(ProofRecord.BUILD))
                    .sorted(java.util.Comparator.comparing(
                            record -> record.get("name").asString()
                                    + record.get("database").asString()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> line(JsonNode record) {
        JsonNode figures = record.get("figures");
        List<String> line = new ArrayList<>();
        line.add(record.get("name").asString());
        line.add(record.get("database").asString());
        COLUMNS.keySet()
                .forEach(key -> line.add(figures.has(key) ? figures.get(key).asString() : ""));
        line.add(record.get("seconds").asString());
        line.add(record.get("verdict").asString());
        line.add(Stream.concat(
                        figures.properties().stream()
                                .filter(figure -> !COLUMNS.containsKey(figure.getKey()))
                                .map(figure -> figure.getKey() + " "
                                        + figure.getValue().asString()),
                        Stream.of(record.get("note").asString()))
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining("; ")));
        return line;
    }
}
