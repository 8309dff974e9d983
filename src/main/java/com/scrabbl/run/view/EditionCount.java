package com.scrabbl.run.view;

import com.scrabbl.delivery.DeliveryState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Counts the rows of one edition by ranges of the key. While a run goes on, only those ranges are counted again in which
 * something moves, and the others by turns; a range in which nothing is open is not looked at again. For one thread at a
 * time.
 */
final class EditionCount {

    /** Rows of one range. */
    static final int RANGE = 20_000;

    /** Ranges that are counted again by turns although nothing seems to move in them. */
    private static final int BY_TURNS = 2;

    private final long edition;
    private final CountedRows rows;
    private final List<Part> parts = new ArrayList<>();
    private Tally settled = new Tally();
    private int turn;

    /** A range of subscriptions, the ends of which are exclusive and inclusive. */
    private static final class Part {
        private final long after;
        private long end;
        private long[] standings = new long[Standing.values().length];
        /** Null when it was added to what is settled. */
        private @Nullable Tally tally;

        private Part(long after) {
            this.after = after;
        }

        private void is(Tally counted, long last, boolean full) {
            tally = counted;
            end = full ? last : Long.MAX_VALUE;
            for (Standing standing : Standing.values()) {
                standings[standing.ordinal()] = counted.of(standing);
            }
        }

        private boolean isLast() {
            return end == Long.MAX_VALUE;
        }

        private boolean untouched() {
            return tally != null && tally.of(DeliveryState.PLANNED) == tally.rows();
        }

        /** Nothing in it changes any more by itself. */
        private boolean over() {
            return tally != null
                    && !isLast()
                    && tally.of(Standing.OPEN) + tally.of(DeliveryState.DEFERRED) + tally.of(DeliveryState.UNKNOWN)
                            == 0;
        }

        private boolean moves(@Nullable Part before, Instant now) {
            if (tally == null) {
                return false;
            }
            Instant due = tally.nextDue();
            return isLast()
                    || tally.of(DeliveryState.SENDING) > 0
                    || tally.of(DeliveryState.PLANNED) > 0 && (!untouched() || before == null || !before.untouched())
                    || due != null && !due.isAfter(now);
        }
    }

    EditionCount(long edition, CountedRows rows) {
        this.edition = edition;
        this.rows = rows;
    }

    /** Told how far the counting of all has come. */
    @FunctionalInterface
    interface Watcher {
        void counted(long rows);
    }

    /** Counts all rows. */
    Tally all(boolean settles, Watcher watcher) {
        parts.clear();
        settled = new Tally();
        readOn(0, settles, watcher);
        return sum();
    }

    /**
     * Counts again what may have changed.
     *
     * @param all every range with open rows; else those in which something moves, and some by turns
     * @param settles whether a range without open rows is over
     */
    Tally changed(boolean all, boolean settles, Instant now) {
        if (parts.isEmpty()) {
            return all(settles, counted -> {});
        }
        List<Part> again = new ArrayList<>();
        List<Part> resting = new ArrayList<>();
        Part before = null;
        for (Part part : parts) {
            if (part.tally != null) {
                (all || part.moves(before, now) ? again : resting).add(part);
            }
            before = part;
        }
        for (int i = 0; i < Math.min(BY_TURNS, resting.size()); i++) {
            again.add(resting.get(Math.floorMod(turn++, resting.size())));
        }
        for (Part part : again) {
            count(part, settles);
        }
        Part last = parts.get(parts.size() - 1);
        if (!last.isLast()) {
            readOn(last.end, settles, counted -> {});
        }
        return sum();
    }

    private void readOn(long from, boolean settles, Watcher watcher) {
        long after = from;
        long counted = 0;
        while (true) {
            Part part = new Part(after);
            part.end = Long.MAX_VALUE;
            count(part, settles);
            parts.add(part);
            if (part.isLast()) {
                return;
            }
            after = part.end;
            counted += RANGE;
            watcher.counted(counted);
        }
    }

    private void count(Part part, boolean settles) {
        CountedRows.Range range = rows.count(edition, part.after, part.end, part.isLast() ? RANGE : Integer.MAX_VALUE);
        boolean full = !part.isLast() || range.tally().rows() == RANGE;
        part.is(range.tally(), part.isLast() ? range.last() : part.end, full);
        if (settles && part.over()) {
            settled.add(range.tally());
            part.tally = null;
        }
    }

    private Tally sum() {
        Tally sum = new Tally();
        sum.add(settled);
        parts.stream().map(part -> part.tally).filter(Objects::nonNull).forEach(sum::add);
        return sum;
    }

    /** How many rows of each standing the ranges have. */
    List<Figures.Part> ranges() {
        return parts.stream()
                .map(part -> new Figures.Part(part.after, part.end, part.standings.clone()))
                .toList();
    }
}
