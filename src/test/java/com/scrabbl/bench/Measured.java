package com.scrabbl.bench;

import com.scrabbl.proofs.Settings;
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
import tools.jackson.databind.json.JsonMapper;

/**
 * What was measured for one row: a value for each repetition, and what else was seen. It is kept in a file after each of
 * them, so that rows of several runs end in one table, each with the date and the commit of its own.
 */
final class Measured {

    /** Where all rows are kept, one file each. */
    static final Path FOLDER = Path.of("target", "bench", "rows");

    private final Row row;
    private final List<Double> values = new ArrayList<>();
    private final Map<String, Object> conditions = new LinkedHashMap<>();
    private final Map<String, List<Double>> besides = new LinkedHashMap<>();

    private Measured(Row row) {
        this.row = row;
    }

    static Measured of(Row row) {
        return new Measured(row);
    }

    /** Records a row that cannot be measured here, and why. */
    static void not(Row row, String reason) {
        Map<String, Object> record = head(row);
        record.put("not measured", reason);
        write(row, record);
    }

    Measured condition(String name, Object value) {
        conditions.put(name, value);
        return this;
    }

    /** Notes a further figure of the next repetition. */
    Measured beside(String name, double figure) {
        besides.computeIfAbsent(name, key -> new ArrayList<>()).add(figure);
        return this;
    }

    /** Ends a repetition with its value. */
    void value(double value) {
        values.add(value);
        keep();
        System.out.printf("%s: %.3f %s %s%n", row.key(), value, row.unit(), latest());
    }

    private String latest() {
        return besides.entrySet().stream()
                .map(figure -> figure.getKey() + " "
                        + Figures.told(figure.getValue().get(figure.getValue().size() - 1)))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private void keep() {
        Map<String, Object> record = head(row);
        record.put("median", Figures.median(values));
        record.put("min", Figures.least(values));
        record.put("max", Figures.most(values));
        record.put("values", values);
        record.put("verdict", row.verdict(Figures.median(values)));
        record.put("conditions", conditions);
        Map<String, Double> medians = new LinkedHashMap<>();
        besides.forEach((name, figures) -> medians.put(name, Figures.median(figures)));
        record.put("besides", medians);
        write(row, record);
    }

    private static Map<String, Object> head(Row row) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("row", row.key());
        record.put("what", row.title());
        record.put("unit", row.unit());
        record.put("must", row.must());
        record.put("aim", row.aim());
        record.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        record.put("commit", Settings.commit());
        return record;
    }

    private static void write(Row row, Map<String, Object> record) {
        try {
            Files.createDirectories(FOLDER);
            Files.writeString(
                    FOLDER.resolve(row.key() + ".json"), JsonMapper.shared().writeValueAsString(record));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
