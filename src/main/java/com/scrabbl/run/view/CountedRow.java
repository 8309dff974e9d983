package com.scrabbl.run.view;

import com.scrabbl.delivery.DeliveryState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is counted of a row of the ledger.
 *
 * @param domain the receiving one; null when the reader was erased
 * @param byUs whether it was rejected by our or the message's fault
 * @param attempted whether it was attempted at all, and nobody decided it since
 */
record CountedRow(
        long subscription,
        DeliveryState state,
        int round,
        @Nullable String reason,
        @Nullable Integer code,
        boolean byUs,
        boolean attempted,
        boolean decided,
        @Nullable Instant settledAt,
        @Nullable Instant nextAttemptAt,
        @Nullable String domain) {}
