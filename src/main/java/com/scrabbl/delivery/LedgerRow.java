package com.scrabbl.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of the ledger, for people.
 *
 * @param email the address as its owner typed it, or {@code (erased)}
 * @param stage how far the latest attempt came, a name of {@link com.scrabbl.mail.Stage}
 * @param reply text from outside: whoever shows it escapes it
 */
public record LedgerRow(
        long subscription,
        String email,
        DeliveryState state,
        @Nullable String reason,
        int attempts,
        @Nullable String stage,
        @Nullable Integer code,
        @Nullable String enhanced,
        @Nullable String reply,
        @Nullable String relay,
        @Nullable Instant nextAttemptAt,
        @Nullable Instant attemptedAt,
        @Nullable Instant settledAt) {}
