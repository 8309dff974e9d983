package com.scrabbl.run.refusal;

import com.scrabbl.delivery.DeliveryState;
import com.scrabbl.delivery.ReplyClass;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an edition ended for a reader.
 *
 * @param theirs what the reader's own fault was; null when there was none
 * @param at when that was settled
 */
record Outcome(DeliveryState state, @Nullable ReplyClass theirs, Instant at) {

    /** Whether it failed, and through the reader's own fault. */
    boolean failed() {
        return (state == DeliveryState.REJECTED || state == DeliveryState.EXPIRED) && theirs != null;
    }
}
