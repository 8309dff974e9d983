package com.scrabbl.subscriber.transfer;

import com.scrabbl.subscriber.transfer.Lines.Line;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.StringArrayHandler;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a CSV text (RFC 4180). A quoted cell may span lines; but when a quote is never closed, or closed wrongly,
 * only the line where it stands is broken, and reading goes on with the next line.
 */
final class Rows implements Closeable {

    /** A quoted cell of more lines is taken for a quote that someone forgot to close. */
    private static final int MOST_LINES = 100;

    private static final String UNREADABLE =
            "the line has characters that are none in the file's encoding; save the list as UTF-8, or name its encoding";

    /**
     * @param line where it begins
     * @param text as it stands there, at most {@link Lines#LONGEST} characters
     * @param cells empty when it is broken
     * @param problem what is wrong; null when nothing is
     */
    record Row(
            long line,
            String text,
            List<String> cells,
            @Nullable String problem) {

        boolean blank() {
            if (problem != null) {
                return false;
            }
            for (String cell : cells) {
                if (!cell.isBlank()) {
                    return false;
                }
            }
            return true;
        }
    }

    private final Lines lines;
    private final CsvReader.CsvReaderBuilder csv;
    private final StringArrayHandler handler = StringArrayHandler.of();
    private final char separator;
    private final int columns;

    /** @param columns that each row must have */
    Rows(Lines lines, char separator, int columns) {
        this.lines = lines;
        this.csv = CsvReader.builder()
                .fieldSeparator(separator)
                .allowUnclosedQuote(false)
                .skipEmptyLines(false);
        this.separator = separator;
        this.columns = columns;
    }

    /** The next row that is not blank; null at the end. */
    @Nullable
    Row next() throws IOException {
        for (Line line = lines.next(); line != null; line = lines.next()) {
            if (!line.text().isBlank()) {
                Row row = row(line);
                if (!row.blank()) {
                    return row;
                }
            }
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    private Row row(Line line) throws IOException {
        if (line.cut()) {
            return broken(line, "the line is longer than %d characters".formatted(Lines.LONGEST));
        }
        if (line.text().indexOf('\uFFFD') >= 0) {
            return broken(line, UNREADABLE);
        }
        List<String> cells = parse(line.text());
        if (cells != null) {
            return cells.size() == columns
                    ? new Row(line.number(), line.text(), cells, null)
                    : broken(line, "the line has %d fields, the header has %d".formatted(cells.size(), columns));
        }
        return quotes(line.text()) % 2 == 0 ? broken(line, "a quote stands in a wrong place") : spanning(line);
    }

    /** The line leaves a quote open: joins the lines up to the one that closes it. */
    private Row spanning(Line first) throws IOException {
        List<Line> further = new ArrayList<>();
        StringBuilder joined = new StringBuilder(first.text());
        int quotes = quotes(first.text());
        while (further.size() < MOST_LINES) {
            Line line = lines.next();
            if (line == null) {
                break;
            }
            further.add(line);
            joined.append('\n').append(line.text());
            if (line.cut() || joined.length() > Lines.LONGEST || line.text().indexOf('\uFFFD') >= 0) {
                break;
            }
            int more = quotes(line.text());
            quotes += more;
            if (more > 0) {
                List<String> cells = parse(joined.toString());
                if (cells != null && cells.size() == columns) {
                    return new Row(first.number(), joined.toString(), cells, null);
                }
                if (cells != null || quotes % 2 == 0) {
                    break;
                }
            }
        }
        lines.putBack(further);
        return broken(first, "a quote is not closed");
    }

    private @Nullable List<String> parse(String text) {
        if (text.indexOf('"') < 0) {
            // Most lines of most lists, and quick to take apart.
            return split(text);
        }
        try {
            return List.of(csv.ofSingleCsvRecord(handler, text));
        } catch (CsvParseException e) {
            // FastCSV names no cause that a list owner would understand; the caller finds out by counting quotes.
            return null;
        }
    }

    private List<String> split(String text) {
        List<String> cells = new ArrayList<>(columns);
        int begin = 0;
        for (int end = text.indexOf(separator); end >= 0; end = text.indexOf(separator, begin)) {
            cells.add(text.substring(begin, end));
            begin = end + 1;
        }
        cells.add(text.substring(begin));
        return Collections.unmodifiableList(cells);
    }

    private static Row broken(Line line, String problem) {
        return new Row(line.number(), line.text(), List.of(), problem);
    }

    private static int quotes(String text) {
        return (int) text.chars().filter(c -> c == '"').count();
    }
}
