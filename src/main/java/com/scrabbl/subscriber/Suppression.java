package com.scrabbl.subscriber;

import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An address that must not be mailed, for one cause.
 *
 * @param address the normal form; {@code @} and the domain for a whole domain; or a hash when the cause is {@link Cause#ERASED}
 * @param evidence what shows it: a reply, a note
 * @param expiresAt exclusive; null is for ever
 */
public record Suppression(
        String address,
        Cause cause,
        @Nullable String evidence,
        Instant since,
        @Nullable Instant expiresAt) {

    /** Why an address must not be mailed. */
    public enum Cause {
        /** The mailbox does not exist. */
        HARD_BOUNCE,
        /** The mailbox refused for a long time. */
        SOFT_BOUNCES,
        /** The person called our mail spam. */
        COMPLAINT,
        /** The person wants no mail at all. */
        UNSUBSCRIBED,
        /** An operator decided. */
        MANUAL,
        /** The person was erased; only a hash of the address is kept. */
        ERASED;

        /** As people write it and the table holds it: {@code hard-bounce}. */
        public String text() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }

        /** @throws IllegalArgumentException for another text; the message lists the causes */
        public static Cause parse(String text) {
            return Arrays.stream(values())
                    .filter(cause -> cause.text().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("\"%s\" is no cause of a suppression; causes are %s"
                            .formatted(
                                    text,
                                    Arrays.stream(values()).map(Cause::text).collect(Collectors.joining(", ")))));
        }
    }

    /**
     * Whether the person ends it by confirming, from the mailbox itself, to want mail again: the own wish to get none, the
     * erasure, and a mailbox that refused, since it has taken the letter by now. What others decided, a complaint, and what
     * holds for a whole domain, stays.
     */
    public boolean isLiftedByOwner() {
        return switch (cause) {
            case HARD_BOUNCE, SOFT_BOUNCES, UNSUBSCRIBED, ERASED -> !address.startsWith("@");
            case COMPLAINT, MANUAL -> false;
        };
    }
}
