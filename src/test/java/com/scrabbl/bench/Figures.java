package com.scrabbl.bench;

import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Of the values of several repetitions. */
final class Figures {

    private Figures() {}

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    static double least(List<Double> values) {
        return Collections.min(values);
    }

    static double most(List<Double> values) {
        return Collections.max(values);
    }

    /** With as many digits as tell something. */
    static String told(double figure) {
        if (Math.abs(figure) >= 100) {
            return String.format(Locale.ROOT, "%.0f", figure);
        }
        return String.format(Locale.ROOT, Math.abs(figure) >= 10 ? "%.1f" : "%.3f", figure);
    }
}
