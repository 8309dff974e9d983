package com.scrabbl.http;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Why a request is refused, by the status of its answer. */
enum RefusalReason {
    MALFORMED("it cannot be read", 400, 415, 417, 501, 505),
    FORBIDDEN("it came from no form of ours, or its user may not do that", 403),
    METHOD("nothing here is used by that method", 405),
    SLOW("it did not come in within its time", 408),
    LARGE("it is too large", 413, 414, 431),
    MANY("its network asks for too much at once", 429),
    BUSY("too much is open already", 503);

    private static final Map<Integer, RefusalReason> BY_STATUS = Arrays.stream(values())
            .flatMap(reason -> Arrays.stream(reason.statuses).mapToObj(status -> Map.entry(status, reason)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private final String sentence;
    private final int[] statuses;

    RefusalReason(String sentence, int... statuses) {
        this.sentence = sentence;
        this.statuses = statuses;
    }

    /** Null for an answer that refuses nothing. */
    static @Nullable RefusalReason of(int status) {
        return BY_STATUS.get(status);
    }

    String sentence() {
        return sentence;
    }

    /** As figures call it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
