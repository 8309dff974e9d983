package com.scrabbl.console.runs;

import com.scrabbl.run.view.Standing;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** The bar of a run: a segment for each standing, on the ground of what is still to be sent. */
final class Bar {

    /** In per cent of the bar: 3 px and the gap, where the bar is 290 px wide. */
    private static final double LEAST = 1.8;

    private static final List<Standing> DRAWN = List.of(
            Standing.ACCEPTED,
            Standing.DEFERRED,
            Standing.REJECTED,
            Standing.UNKNOWN,
            Standing.EXPIRED,
            Standing.CANCELLED,
            Standing.SKIPPED,
            Standing.OPEN);

    private Bar() {}

    /**
     * A part of the bar.
     *
     * @param x where it begins, in per cent
     * @param width in per cent
     */
    public record Segment(Standing standing, String x, String width) {}

    /** Segments from the left to the right, none of which is too thin to be seen; together they are as long as the bar. */
    static List<Segment> of(ToLongFunction<Standing> counts) {
        double total = DRAWN.stream().mapToLong(counts).sum();
        List<Standing> present =
                DRAWN.stream().filter(one -> counts.applyAsLong(one) > 0).toList();
        double thin = 0;
        double thick = 0;
        for (Standing standing : present) {
            double share = 100 * counts.applyAsLong(standing) / total;
            thin += share < LEAST ? LEAST : 0;
            thick += share < LEAST ? 0 : share;
        }
        List<Segment> segments = new ArrayList<>();
        double x = 0;
        for (Standing standing : present) {
            double share = 100 * counts.applyAsLong(standing) / total;
            double width = share < LEAST ? LEAST : share * (100 - thin) / thick;
            segments.add(new Segment(standing, percent(x), percent(width)));
            x += width;
        }
        return segments;
    }

    private static String percent(double share) {
        return BigDecimal.valueOf(share).setScale(3, RoundingMode.HALF_UP) + "%";
    }
}
