package com.scrabbl.delivery;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Readers who were refused one after another in one class, with no acceptance between them. It goes by when the answers
 * came: a thread may tell of a refusal later than others of acceptances that came after it. Guarded by its owner.
 */
final class Succession {

    /** So many different readers are a long one. */
    static final int LONG = 3;

    private final Map<Long, Refused> readers = new HashMap<>();
    private @Nullable ReplyClass meaning;

    private record Refused(String provider, Instant at) {}

    /**
     * Counts a refusal; one of another class begins anew.
     *
     * @return whether so many different readers were refused that it is not about one of them
     */
    boolean isLongWith(Refusal refusal, Instant at) {
        if (meaning != refusal.reading().meaning()) {
            readers.clear();
            meaning = refusal.reading().meaning();
        }
        readers.put(refusal.subscription(), new Refused(refusal.provider(), at));
        return readers.size() >= LONG;
    }

    /** Forgets those who were refused until then. */
    void interrupted(Instant acceptance) {
        readers.values().removeIf(refused -> !refused.at().isAfter(acceptance));
    }

    boolean isEmpty() {
        return readers.isEmpty();
    }

    boolean ofSeveralProviders() {
        return readers.values().stream().map(Refused::provider).distinct().count() > 1;
    }
}
