package com.scrabbl.spelling;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The known names that somebody probably meant, the likeliest first.
 *
 * @param names at most three; empty when nothing is near
 */
public record Nearest(List<String> names) {

    private static final int MOST = 3;

    private record Candidate(String name, int distance) {}

    /** Of the known names the three nearest, if any is near enough to be meant. */
    public static Nearest to(String typed, Collection<String> known) {
        return new Nearest(known.stream()
                .map(name -> new Candidate(name, distance(typed, name)))
                .filter(candidate ->
                        candidate.distance() <= 1 + candidate.name().length() / 4)
                .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
                .limit(MOST)
                .map(Candidate::name)
                .toList());
    }

    /** {@code (did you mean x?)} after a space, or nothing. */
    public String hint() {
        return names.isEmpty() ? "" : " (did you mean " + names.get(0) + "?)";
    }

    /** Levenshtein's distance, whatever the case: how many characters to put in, leave out or replace. */
    private static int distance(String typed, String name) {
        String from = typed.toLowerCase(Locale.ROOT);
        String to = name.toLowerCase(Locale.ROOT);
        if (from.length() > 2 * to.length() + 2) {
            return from.length();
        }
        int[] row = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            row[column] = column;
        }
        for (int line = 1; line <= from.length(); line++) {
            int diagonal = row[0];
            row[0] = line;
            for (int column = 1; column <= to.length(); column++) {
                int replaced = diagonal + (from.charAt(line - 1) == to.charAt(column - 1) ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.min(replaced, 1 + Math.min(diagonal, row[column - 1]));
            }
        }
        return row[to.length()];
    }
}
