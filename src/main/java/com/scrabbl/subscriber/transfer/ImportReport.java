package com.scrabbl.subscriber.transfer;

import java.util.List;
import java.util.SortedMap;

/**
 * What an import did, or would do. Each line below the header is counted once: {@code lines = added + updated + existing
 * + ended + suppressed + heldBack + duplicates + rejected}.
 *
 * @param added subscriptions that are new
 * @param updated readers who were on the list already, and of whom something was changed
 * @param existing readers who were on the list already, or off it, as the line says; nothing of theirs was changed
 * @param ended people who left elsewhere: they are on record as ENDED
 * @param suppressed addresses that must not be mailed from now on
 * @param heldBack readers who must not be brought back, counted by cause: {@code ended}, or that of a suppression; and
 *     those {@code elsewhere}, who belong to another newsletter
 * @param duplicates lines whose address stands in an earlier line
 * @param rejectedByKind lines that are wrong, counted by what is: a column, or {@code line}
 * @param examples the first few of each kind of the rejected lines
 * @param heldBackExamples the first few of each cause
 */
public record ImportReport(
        long lines,
        long added,
        long updated,
        long existing,
        long ended,
        long suppressed,
        SortedMap<String, Long> heldBack,
        long duplicates,
        SortedMap<String, Long> rejectedByKind,
        SortedMap<String, List<Rejection>> examples,
        SortedMap<String, List<Rejection>> heldBackExamples) {

    /** A line that was not taken, and why. */
    public record Rejection(long line, String reason) {}

    /** How many lines were held back, whatever the cause. */
    public long heldBackInAll() {
        return sum(heldBack);
    }

    /** How many lines were wrong, whatever it was. */
    public long rejected() {
        return sum(rejectedByKind);
    }

    private static long sum(SortedMap<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
