package com.scrabbl.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A provider that is suspended or slowed at present.
 *
 * @param relay by which relay
 * @param provider its name, or a domain that nobody claims
 * @param suspendedSince null when it is not suspended
 * @param suspendedUntil when it is tried again; null when it is not suspended
 * @param slowedTo the rate, such as {@code 600/h}; null when it is not slowed
 * @param reason whose fault it was, and what it means
 * @param said the provider's words
 */
public record LimitedProvider(
        String relay,
        String provider,
        @Nullable Instant suspendedSince,
        @Nullable Instant suspendedUntil,
        @Nullable String slowedTo,
        String reason,
        String said) {

    /** Whether its readers wait. */
    public boolean suspended() {
        return suspendedUntil != null;
    }
}
