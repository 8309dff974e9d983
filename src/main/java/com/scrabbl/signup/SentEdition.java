package com.scrabbl.signup;

import com.scrabbl.delivery.ReaderDelivery;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An edition and what became of it for one person.
 *
 * @param newsletter its slug
 * @param state of the delivery, as the ledger has it
 * @param attemptedAt when the relay was last asked to take it; null when it never was
 */
public record SentEdition(
        String newsletter,
        Instant slot,
        String state,
        @Nullable String reason,
        @Nullable Instant attemptedAt) {

    static SentEdition of(ReaderDelivery delivery) {
        return new SentEdition(
                delivery.newsletter(),
                delivery.slot(),
                delivery.state().name(),
                delivery.reason() == null || delivery.reason().isBlank() ? null : delivery.reason(),
                delivery.attemptedAt());
    }

    /** Whether it was left out because the person had paused. */
    public boolean isPaused() {
        return state.equals("SKIPPED") && reason != null && reason.startsWith("paused");
    }

    /** Whether it was left out because nothing in it was of the person's topics. */
    public boolean isWithoutTopic() {
        return state.equals("SKIPPED") && reason != null && reason.contains("topic");
    }
}
