package com.scrabbl.subscriber.transfer;

import com.scrabbl.subscriber.AttributeKind;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a file of readers, to decide by what its columns mean.
 *
 * @param lines how many the file has, or a few more
 */
public record ListHead(List<Column> columns, long lines) {

    private static final int EXAMPLES = 3;

    /**
     * A column.
     *
     * @param name as its header has it, in small letters
     * @param meaning what it is taken for, unless it is mapped: {@code email}, {@code age:number}, empty when it is ignored
     * @param special whether only the program that wrote the list knows its meaning: joining, leaving, a place
     * @param examples its first cells that are not blank
     */
    public record Column(String name, String meaning, boolean special, List<String> examples) {

        /** The attribute that it is, without its kind. */
        public String attribute() {
            int colon = meaning.lastIndexOf(':');
            return kind().isPresent() && colon >= 0
                    ? meaning.substring(0, colon).strip()
                    : meaning.isEmpty() ? name : meaning;
        }

        /** The kind that is written after its name; empty when none is. */
        public java.util.Optional<AttributeKind> kind() {
            return AttributeKind.find(
                            meaning.substring(meaning.lastIndexOf(':') + 1).strip())
                    .filter(kind -> meaning.contains(":"));
        }
    }

    /**
     * @param source what wrote it
     * @param charset null is the one of its byte order mark, else UTF-8
     * @throws UnreadableListException when it is no such file
     */
    public static ListHead open(Path path, ListSource source, @Nullable Charset charset) {
        source.check(path);
        CsvText text = CsvText.open(path, charset);
        List<String> names = text.firstRow().stream()
                .map(cell -> FormulaGuard.unguarded(cell).strip().toLowerCase(Locale.ROOT))
                .toList();
        Map<String, String> preset = source.columns(names);
        List<List<String>> rows = firstRows(text, names.size());
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String meaning = preset.getOrDefault(names.get(i), names.get(i));
            columns.add(new Column(names.get(i), meaning, meaning.startsWith("#"), examples(rows, i)));
        }
        return new ListHead(columns, text.lines());
    }

    private static List<String> examples(List<List<String>> rows, int column) {
        return rows.stream()
                .map(row -> FormulaGuard.unguarded(row.get(column)).strip())
                .filter(cell -> !cell.isEmpty())
                .limit(EXAMPLES)
                .toList();
    }

    private static List<List<String>> firstRows(CsvText text, int columns) {
        List<List<String>> found = new ArrayList<>();
        try (Rows rows = text.rows(columns, true)) {
            for (Rows.Row row = rows.next(); row != null && found.size() < 10 * EXAMPLES; row = rows.next()) {
                if (row.problem() == null) {
                    found.add(row.cells());
                }
            }
        } catch (IOException e) {
            throw new UnreadableListException("%s cannot be read: %s".formatted(text.path(), e.getMessage()), e);
        }
        return found;
    }
}
