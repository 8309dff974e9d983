package com.scrabbl.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;

/**
 * Aligned columns for people. The widths follow the first rows; a later, longer cell moves the rest of its line.
 *
 * @param terminal how many columns the terminal has; in a pipe nothing is cut
 */
record Table(List<String> names, OptionalInt terminal) {

    private static final int ROWS_THAT_SET_THE_WIDTH = 500;
    private static final int NARROWEST = 8;
    private static final String GAP = "  ";

    void print(Iterator<List<Cell>> rows, PrintWriter out) {
        List<List<Cell>> first = new ArrayList<>();
        while (rows.hasNext() && first.size() < ROWS_THAT_SET_THE_WIDTH) {
            first.add(rows.next());
        }
        int[] widths = widths(first);
        boolean[] right = new boolean[names.size()];
        for (int i = 0; i < right.length; i++) {
            int column = i;
            right[i] = first.stream().anyMatch(row -> row.get(column).isNumber());
        }
        out.println(line(names, widths, right));
        first.forEach(row -> out.println(line(texts(row), widths, right)));
        rows.forEachRemaining(row -> out.println(line(texts(row), widths, right)));
    }

    private int[] widths(List<List<Cell>> rows) {
        int[] widths = names.stream().mapToInt(TextWidth::of).toArray();
        for (List<Cell> row : rows) {
            List<String> texts = texts(row);
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], TextWidth.of(texts.get(i)));
            }
        }
        terminal.ifPresent(available -> narrow(widths, available - GAP.length() * (widths.length - 1)));
        return widths;
    }

    /** Takes what is too much from the widest column, one by one. */
    private static void narrow(int[] widths, int available) {
        int total = 0;
        for (int width : widths) {
            total += width;
        }
        while (total > available) {
            int widest = 0;
            for (int i = 1; i < widths.length; i++) {
                widest = widths[i] > widths[widest] ? i : widest;
            }
            if (widths[widest] <= NARROWEST) {
                return;
            }
            widths[widest]--;
            total--;
        }
    }

    private String line(List<String> texts, int[] widths, boolean[] right) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String text = terminal.isPresent() ? TextWidth.cut(texts.get(i), widths[i]) : texts.get(i);
            String padding = " ".repeat(Math.max(0, widths[i] - TextWidth.of(text)));
            line.append(i == 0 ? "" : GAP).append(right[i] ? padding + text : text + padding);
        }
        return line.toString().stripTrailing();
    }

    private static List<String> texts(List<Cell> row) {
        return row.stream().map(cell -> HarmlessText.of(cell.text())).toList();
    }
}
