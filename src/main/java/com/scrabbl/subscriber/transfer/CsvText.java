package com.scrabbl.subscriber.transfer;

import com.scrabbl.subscriber.transfer.Lines.Line;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text of values separated by commas, semicolons or tabs, whose first row could be read.
 *
 * @param firstRow its cells: a header, as a rule
 */
record CsvText(TextFile file, char separator, List<String> firstRow) {

    private static final char[] SEPARATORS = {',', ';', '\t'};

    /**
     * @param charset null is the one of its byte order mark, else UTF-8
     * @throws UnreadableListException when it is no such text
     */
    static CsvText open(Path path, @Nullable Charset charset) {
        TextFile file = TextFile.check(path, charset);
        try (Lines lines = new Lines(file.open())) {
            @Nullable Line first = firstText(lines);
            if (first == null) {
                throw new UnreadableListException(
                        "%s is empty; its first line must name the columns, one of them email".formatted(path));
            }
            char separator = separator(first.text());
            return new CsvText(file, separator, cells(file, first, separator));
        } catch (IOException e) {
            throw new UnreadableListException("%s cannot be read: %s".formatted(path, e.getMessage()), e);
        }
    }

    Path path() {
        return file.path();
    }

    /** How many lines the file has, or a few more: some may be blank, some rows may span several. */
    long lines() {
        return file.lines();
    }

    /** Beside it: where an import puts the lines that it rejects. */
    Path rejectedFile() {
        return path().resolveSibling(path().getFileName() + ".rejected.csv");
    }

    /**
     * The rows.
     *
     * @param columns that each must have
     * @param header whether the first row is none
     */
    Rows rows(int columns, boolean header) throws IOException {
        Lines lines = new Lines(file.open());
        if (header) {
            firstText(lines);
        }
        return new Rows(lines, separator, columns);
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

    private static List<String> cells(TextFile file, Line first, char separator) {
        if (first.text().indexOf('\uFFFD') >= 0) {
            throw new UnreadableListException(
                    "%s is no text in %s, seen in its first line; is it binary? Save it as CSV in UTF-8, or name its encoding"
                            .formatted(file.path(), file.charset()));
        }
        if (first.cut() || first.text().chars().anyMatch(c -> Character.isISOControl(c) && c != '\t')) {
            throw new UnreadableListException("%s is no CSV file; is it binary?".formatted(file.path()));
        }
        try {
            return CsvReader.builder()
                    .fieldSeparator(separator)
                    .allowUnclosedQuote(false)
                    .ofSingleCsvRecord(first.text())
                    .getFields();
        } catch (CsvParseException e) {
            throw new UnreadableListException(
                    "The header line of %s has a quote in a wrong place".formatted(file.path()), e);
        }
    }
}
