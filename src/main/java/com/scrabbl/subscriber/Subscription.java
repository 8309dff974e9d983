package com.scrabbl.subscriber;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A person's standing with a newsletter. There is one per person and newsletter, whatever comes and goes.
 *
 * @param since when the present state began
 * @param pausedUntil no mail before that instant; null when not paused
 * @param endReason null unless it ended
 */
public record Subscription(
        long id,
        long newsletterId,
        long subscriberId,
        State state,
        Topics topics,
        Frequency frequency,
        Instant since,
        @Nullable Instant pausedUntil,
        @Nullable String endReason) {

    /**
     * As commands and the person's own data have it.
     *
     * @param newsletter its slug
     */
    public Map<String, @Nullable Object> asMap(String newsletter) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("newsletter", newsletter);
        values.put("state", state);
        values.put("topics", topics.keys());
        values.put("since", since);
        if (pausedUntil != null) {
            values.put("paused_until", pausedUntil);
        }
        if (endReason != null) {
            values.put("end_reason", endReason);
        }
        return values;
    }

    /** PENDING → ACTIVE → ENDED, and again PENDING. */
    public enum State {
        /** Asked for, not yet confirmed: no mail. */
        PENDING,
        /** Gets each edition. */
        ACTIVE,
        /** Left: no mail, and no list brings the person back. */
        ENDED
    }
}
