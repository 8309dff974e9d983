package com.scrabbl.subscriber;

import com.scrabbl.subscriber.ImportReport.Rejection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts while an import goes on: one thread reads and counts lines, another writes and counts people. */
final class ImportTally {

    private static final int EXAMPLES = 20;

    private final SortedMap<String, Long> heldBack = new TreeMap<>();
    private final List<Rejection> examples = new ArrayList<>();
    private long lines;
    private long added;
    private long existing;
    private long duplicates;
    private long rejected;

    void line() {
        lines++;
    }

    void duplicate() {
        duplicates++;
    }

    void rejected(Rejection rejection) {
        rejected++;
        if (examples.size() < EXAMPLES) {
            examples.add(rejection);
        }
    }

    void heldBack(String cause, long count) {
        heldBack.merge(cause, count, Long::sum);
    }

    void existing(long count) {
        existing += count;
    }

    void added(long count) {
        added += count;
    }

    ImportReport report() {
        return new ImportReport(
                lines,
                added,
                existing,
                Collections.unmodifiableSortedMap(heldBack),
                duplicates,
                rejected,
                List.copyOf(examples));
    }
}
