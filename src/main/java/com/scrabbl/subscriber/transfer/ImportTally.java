package com.scrabbl.subscriber.transfer;

import com.scrabbl.subscriber.transfer.ImportReport.Rejection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts while an import goes on: the lines that are read, and the people of each chunk that was written. */
final class ImportTally {

    private static final int EXAMPLES = 20;

    private final SortedMap<String, Long> heldBack = new TreeMap<>();
    private final SortedMap<String, List<Rejection>> heldBackExamples = new TreeMap<>();
    private final SortedMap<String, Long> rejected = new TreeMap<>();
    private final SortedMap<String, List<Rejection>> rejectedExamples = new TreeMap<>();
    private long lines;
    private long added;
    private long updated;
    private long existing;
    private long ended;
    private long suppressed;
    private long duplicates;

    void line() {
        lines++;
    }

    void duplicate() {
        duplicates++;
    }

    /** @param kind what is wrong: a column, or {@code line} */
    void rejected(String kind, Rejection rejection) {
        count(rejected, rejectedExamples, kind, rejection);
    }

    void heldBack(String cause, ListEntry entry) {
        count(
                heldBack,
                heldBackExamples,
                cause,
                new Rejection(entry.line(), entry.address().typed()));
    }

    void existing(long count) {
        existing += count;
    }

    void added(long count) {
        added += count;
    }

    void updated(long count) {
        updated += count;
    }

    void ended(long count) {
        ended += count;
    }

    void suppressed(long count) {
        suppressed += count;
    }

    /** The people of a chunk. */
    void add(ImportTally chunk) {
        added += chunk.added;
        updated += chunk.updated;
        existing += chunk.existing;
        ended += chunk.ended;
        suppressed += chunk.suppressed;
        chunk.heldBack.forEach((cause, count) -> heldBack.merge(cause, count, Long::sum));
        chunk.heldBackExamples.forEach(
                (cause, examples) -> examples.forEach(example -> add(heldBackExamples, cause, example)));
    }

    ImportReport report() {
        heldBackExamples
                .values()
                .forEach(examples -> examples.sort(java.util.Comparator.comparingLong(Rejection::line)));
        return new ImportReport(
                lines,
                added,
                updated,
                existing,
                ended,
                suppressed,
                Collections.unmodifiableSortedMap(heldBack),
                duplicates,
                Collections.unmodifiableSortedMap(rejected),
                Collections.unmodifiableSortedMap(rejectedExamples),
                Collections.unmodifiableSortedMap(heldBackExamples));
    }

    private static void count(
            SortedMap<String, Long> counts,
            SortedMap<String, List<Rejection>> examples,
            String kind,
            Rejection rejection) {
        counts.merge(kind, 1L, Long::sum);
        add(examples, kind, rejection);
    }

    private static void add(SortedMap<String, List<Rejection>> examples, String kind, Rejection rejection) {
        List<Rejection> some = examples.computeIfAbsent(kind, first -> new ArrayList<>());
        if (some.size() < EXAMPLES) {
            some.add(rejection);
        }
    }
}
