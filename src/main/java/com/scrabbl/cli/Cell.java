package com.scrabbl.cli;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One value of a result. */
record Cell(@Nullable Object value) {

    /** The value for people and for CSV: nothing for {@code null}, lists joined by commas, maps as {@code key=value}. */
    String text() {
        return text(value);
    }

    boolean isNumber() {
        return value instanceof Number;
    }

    private static String text(@Nullable Object value) {
        if (value instanceof Collection<?> several) {
            return several.stream().map(Cell::text).collect(Collectors.joining(", "));
        }
        if (value instanceof Map<?, ?> named) {
            return named.entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + text(entry.getValue()))
                    .collect(Collectors.joining(" "));
        }
        return value == null ? "" : value.toString();
    }
}
