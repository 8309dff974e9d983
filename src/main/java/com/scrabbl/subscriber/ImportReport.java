package com.scrabbl.subscriber;

import java.util.List;
import java.util.SortedMap;

/**
 * What an import did, or would do. Each line below the header is counted once:
 * {@code lines = added + existing + heldBack + duplicates + rejected}.
 *
 * @param added subscriptions that are new
 * @param existing readers who were on the list already; nothing of theirs was changed
 * @param heldBack readers who must not be brought back, counted by cause: {@code ended}, or that of a suppression
 * @param duplicates lines whose address stands in an earlier line
 * @param rejected lines that are wrong
 * @param examples the first few of the rejected lines
 */
public record ImportReport(
        long lines,
        long added,
        long existing,
        SortedMap<String, Long> heldBack,
        long duplicates,
        long rejected,
        List<Rejection> examples) {

    /** A line that was not taken, and why. */
    public record Rejection(long line, String reason) {}

    /** How many lines were held back, whatever the cause. */
    public long heldBackInAll() {
        return heldBack.values().stream().mapToLong(Long::longValue).sum();
    }
}
