package com.scrabbl.cli;

import com.scrabbl.subscriber.transfer.ImportReport;
import com.scrabbl.subscriber.transfer.ImportReport.Rejection;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;

/** Tells which lines of a list were not taken, and why: the first few of each kind. */
final class ImportProblems {

    private ImportProblems() {}

    /** @param grouped by what is wrong, those held back too; else in the order of the file, the wrong ones only */
    static void print(ImportReport report, boolean grouped, PrintWriter err) {
        if (grouped) {
            print("rejected", report.rejectedByKind(), report.examples(), err);
            print("held back", report.heldBack(), report.heldBackExamples(), err);
            return;
        }
        List<Rejection> examples = report.examples().values().stream()
                .flatMap(Collection::stream)
                .sorted(Comparator.comparingLong(Rejection::line))
                .toList();
        examples.forEach(example -> err.println(line(example)));
        if (report.rejected() > examples.size()) {
            err.println("… and %d more.".formatted(report.rejected() - examples.size()));
        }
    }

    private static void print(
            String what, SortedMap<String, Long> counts, SortedMap<String, List<Rejection>> examples, PrintWriter err) {
        counts.forEach((kind, count) -> {
            List<Rejection> some = examples.getOrDefault(kind, List.of());
            err.println(HarmlessText.of("%s, %s: %d".formatted(what, kind, count)));
            some.forEach(example -> err.println("  " + line(example)));
            if (count > some.size()) {
                err.println("  … and %d more.".formatted(count - some.size()));
            }
        });
    }

    private static String line(Rejection example) {
        return HarmlessText.of("Line %d: %s".formatted(example.line(), example.reason()));
    }
}
