package com.scrabbl.cli;

import com.scrabbl.subscriber.transfer.FormulaGuard;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;

/** Results as CSV, safe to open in a spreadsheet. */
final class CsvLines {

    private CsvLines() {}

    static void print(List<String> names, Iterator<List<Cell>> rows, PrintWriter out) {
        // Closing the writer would close standard output: it is flushed instead.
        @SuppressWarnings("resource")
        CsvWriter csv = CsvWriter.builder().build(out);
        csv.writeRecord(names);
        rows.forEachRemaining(
                cells -> csv.writeRecord(cells.stream().map(CsvLines::safe).toList()));
        try {
            csv.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String safe(Cell cell) {
        String text = cell.text();
        return cell.isNumber() ? text : FormulaGuard.guarded(text);
    }
}
