package com.scrabbl.delivery;

import com.scrabbl.mail.Answer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is to be recorded of an attempt.
 *
 * @param answer the relay's, null when it was not spoken to
 * @param nextAttemptAt when it is due again
 * @param reading what the relay's refusal was read as, null when it refused nothing
 */
record Settlement(
        Delivery delivery,
        DeliveryState state,
        @Nullable String reason,
        @Nullable Answer answer,
        @Nullable Instant nextAttemptAt,
        Instant settledAt,
        @Nullable Reading reading) {

    private static final int LONGEST_REASON = 1_000;

    Settlement {
        reason = reason == null || reason.length() <= LONGEST_REASON
                ? reason
                : reason.substring(0, LONGEST_REASON - 1) + "…";
        if ((state == DeliveryState.DEFERRED) != (nextAttemptAt != null) && state != DeliveryState.UNKNOWN) {
            throw new IllegalArgumentException("Only what is deferred has a next attempt, not what is " + state);
        }
    }

    /** Acceptance at the first try is told by the delivery's own row; all else gets a row of its own besides. */
    boolean needsAttemptRow() {
        return state != DeliveryState.ACCEPTED || delivery.attempt() > 1;
    }
}
