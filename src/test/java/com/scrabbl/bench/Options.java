package com.scrabbl.bench;

import java.util.List;
import java.util.stream.Stream;

/** What may be said on the command line. */
final class Options {

    /** {@code -Dbench.repetitions=N}. */
    static final int REPETITIONS = Integer.getInteger("bench.repetitions", 5);

    /** {@code -Dbench.only=sending,growth-h2}: rows, or what their names begin with. */
    static final List<String> ONLY = words("bench.only", ",");

    /** {@code -Dbench.readers=N} of each sending at full speed: so many that the first seconds of a JVM count little. */
    static final int READERS = Integer.getInteger("bench.readers", 100_000);

    /** {@code -Dbench.large=N} readers of the large list; 0 leaves its rows out. */
    static final int LARGE = Integer.getInteger("bench.large", 1_000_000);

    /** {@code -Dbench.large.repetitions=N} of importing and freezing the large list. */
    static final int LARGE_REPETITIONS = Integer.getInteger("bench.large.repetitions", 1);

    /** {@code -Dbench.heap=N} MB for the product. */
    static final int HEAP = Integer.getInteger("bench.heap", 256);

    /** {@code -Dbench.java="-XX:+UseSerialGC …"}: further options of the product's JVM. */
    static final List<String> JAVA = words("bench.java", " ");

    /** {@code -Dbench.options="--scrabbl.delivery.fsync=false …"}: further options of {@code send}. */
    static final List<String> PRODUCT = words("bench.options", " ");

    private Options() {}

    private static List<String> words(String property, String between) {
        return Stream.of(System.getProperty(property, "").split(between))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
