package com.scrabbl.subscriber;

import com.scrabbl.subscriber.Lines.Line;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file of readers whose header line and encoding were checked: UTF-8, or UTF-16 with a byte order mark; separated
 * by commas, semicolons or tabs.
 */
public final class ListFile {

    private static final char[] SEPARATORS = {',', ';', '\t'};

    private final TextFile file;
    private final char separator;
    private final Columns columns;

    private ListFile(TextFile file, char separator, Columns columns) {
        this.file = file;
        this.separator = separator;
        this.columns = columns;
    }

    /** @throws UnreadableListException when nothing of it could be imported */
    public static ListFile open(Path path) {
        TextFile file = TextFile.check(path);
        try (Lines lines = new Lines(file.open())) {
            @Nullable Line header = firstText(lines);
            if (header == null) {
                throw new UnreadableListException(
                        "%s is empty; its first line must name the columns, one of them email".formatted(path));
            }
            char separator = separator(header.text());
            return new ListFile(file, separator, Columns.of(path, cells(path, header, separator)));
        } catch (IOException e) {
            throw new UnreadableListException("%s cannot be read: %s".formatted(path, e.getMessage()), e);
        }
    }

    /** Where the file lies. */
    public Path path() {
        return file.path();
    }

    /** How many lines the file has, or a few more: some may be blank, some rows may span several. */
    public long lines() {
        return file.lines();
    }

    /** Beside it: where an import puts the lines that it rejects. */
    public Path rejectedFile() {
        return path().resolveSibling(path().getFileName() + ".rejected.csv");
    }

    char separator() {
        return separator;
    }

    Columns columns() {
        return columns;
    }

    /** The rows below the header. */
    Rows rows() throws IOException {
        Lines lines = new Lines(file.open());
        firstText(lines);
        return new Rows(lines, separator, columns.names().size());
    }

    private static @Nullable Line firstText(Lines lines) throws IOException {
        Line line = lines.next();
        while (line != null && line.text().isBlank()) {
            line = lines.next();
        }
        return line;
    }

    /** The one that stands most often outside quotes. */
    private static char separator(String header) {
        String unquoted = header.replaceAll("\"[^\"]*\"", "");
        char best = SEPARATORS[0];
        for (char candidate : SEPARATORS) {
            if (count(unquoted, candidate) > count(unquoted, best)) {
                best = candidate;
            }
        }
        return best;
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(c -> c == wanted).count();
    }

    private static List<String> cells(Path path, Line header, char separator) {
        if (header.cut() || header.text().chars().anyMatch(c -> Character.isISOControl(c) && c != '\t')) {
            throw new UnreadableListException("%s is no CSV file; is it binary?".formatted(path));
        }
        try {
            return CsvReader.builder()
                    .fieldSeparator(separator)
                    .allowUnclosedQuote(false)
                    .ofSingleCsvRecord(header.text())
                    .getFields();
        } catch (CsvParseException e) {
            throw new UnreadableListException("The header line of %s has a quote in a wrong place".formatted(path), e);
        }
    }
}
