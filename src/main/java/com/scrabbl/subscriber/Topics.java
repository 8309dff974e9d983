package com.scrabbl.subscriber;

import com.scrabbl.spelling.CanonicalName;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * The topics that a reader chose; none chosen means all.
 *
 * @param keys as {@link CanonicalName} makes them, sorted, each once
 */
public record Topics(List<String> keys) {

    /** No choice was made: the reader gets every topic. */
    public static final Topics ALL = new Topics(List.of());

    private static final int LONGEST_KEY = 200;
    private static final int LONGEST_STORED = 2000;

    public Topics {
        keys = keys.stream()
                .map(typed -> ReaderValue.clean("a topic", typed, LONGEST_KEY))
                .filter(Objects::nonNull)
                .map(CanonicalName::of)
                .distinct()
                .sorted()
                .toList();
        if (keys.stream().anyMatch(key -> key.contains("|"))) {
            throw new IllegalArgumentException("a topic contains \"|\", which separates topics");
        }
        if (keys.stream().mapToInt(key -> key.length() + 1).sum() > LONGEST_STORED) {
            throw new IllegalArgumentException(
                    "topics are too long, more than %d characters".formatted(LONGEST_STORED));
        }
    }

    /** These topics; none means all. */
    public static Topics of(Collection<String> typed) {
        return typed.isEmpty() ? ALL : new Topics(List.copyOf(typed));
    }

    /** A list separated by {@code |}, or by commas if there is none in it. */
    public static Topics parse(String typed) {
        return typed.isBlank() ? ALL : of(List.of(typed.split(typed.contains("|") ? "\\|" : ",")));
    }

    /** As a list has them, so that {@link #parse} finds the same. */
    public String listed() {
        return keys.size() == 1 && keys.get(0).contains(",") ? keys.get(0) + "|" : stored();
    }

    /** What {@link #stored} gave. */
    public static Topics ofStored(String stored) {
        return stored.isEmpty() ? ALL : of(List.of(stored.split("\\|")));
    }

    /** Joined by {@code |}, as the column holds them. */
    public String stored() {
        return String.join("|", keys);
    }
}
