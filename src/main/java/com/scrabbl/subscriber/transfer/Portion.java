package com.scrabbl.subscriber.transfer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Readers of a list that are brought in together: many, but fewer when much is told of each. Some portions are there at once. */
final class Portion {

    private static final int MOST = 40_000;

    /** Octets of the heap, about. */
    private static final long LARGEST = 8_000_000;

    private static final int OF_A_READER = 160;
    private static final int OF_AN_ATTRIBUTE = 100;

    /** H2 keeps every version of a page that a running statement might read, and writes more, the longer a transaction is. */
    private static final int H2_READERS = 1_000;

    /** H2 takes 65,536 at most, and a line has some thousand. */
    private static final int H2_ATTRIBUTES = 40_000;

    private final List<ListEntry> entries = new ArrayList<>();
    private long size;

    void add(ListEntry entry) {
        entries.add(entry);
        size += OF_A_READER;
        for (String content : entry.profile().attributes().values()) {
            size += OF_AN_ATTRIBUTE + content.length();
        }
    }

    boolean isFull() {
        return entries.size() == MOST || size >= LARGEST;
    }

    /** What is to be brought in by one transaction each, in the order of the unique key. */
    List<List<ListEntry>> transactions(boolean postgresql) {
        entries.sort(Comparator.comparing(entry -> entry.address().normal()));
        if (entries.isEmpty()) {
            return List.of();
        }
        return postgresql ? List.of(entries) : ofH2();
    }

    private List<List<ListEntry>> ofH2() {
        List<List<ListEntry>> all = new ArrayList<>();
        int first = 0;
        int attributes = 0;
        for (int next = 0; next < entries.size(); next++) {
            int more = entries.get(next).profile().attributes().size();
            if (next - first == H2_READERS || attributes + more > H2_ATTRIBUTES) {
                all.add(entries.subList(first, next));
                first = next;
                attributes = 0;
            }
            attributes += more;
        }
        all.add(entries.subList(first, entries.size()));
        return all;
    }
}
