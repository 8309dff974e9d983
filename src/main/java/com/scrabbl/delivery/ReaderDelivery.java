package com.scrabbl.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One delivery as its reader's record has it.
 *
 * @param newsletter its slug
 * @param slot of the edition
 * @param reply text from outside: whoever shows it escapes it
 */
public record ReaderDelivery(
        String newsletter,
        Instant slot,
        DeliveryState state,
        @Nullable String reason,
        int attempts,
        @Nullable Integer code,
        @Nullable String reply,
        @Nullable Instant attemptedAt,
        @Nullable Instant settledAt) {}
