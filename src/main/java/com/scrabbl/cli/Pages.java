package com.scrabbl.cli;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Streams what a table holds, a page at a time. */
final class Pages {

    static final int SIZE = 1_000;

    private Pages() {}

    /** @param after the page after this last row; null asks for the first one. An empty page is the end. */
    static <T> Stream<T> of(Function<@Nullable T, List<T>> after) {
        return Stream.iterate(
                        after.apply(null), page -> !page.isEmpty(), page -> after.apply(page.get(page.size() - 1)))
                .flatMap(List::stream);
    }
}
