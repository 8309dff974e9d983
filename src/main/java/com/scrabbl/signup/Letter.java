package com.scrabbl.signup;

import com.scrabbl.mail.EmailAddress;
import com.scrabbl.subscriber.SubscriptionTokens.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Mail to one person that is no edition.
 *
 * @param requestId what is to be confirmed; null where nothing is
 * @param subscriptionId whose links stand in it; null when the address may be nobody's yet
 * @param newsletterId whose sender writes
 * @param to the mailbox it goes to
 * @param language a BCP 47 tag
 * @param attemptedAt when it was last handed to the relay; null before
 * @param usedAt when what its link stands for was done; null before
 */
record Letter(
        long id,
        Kind kind,
        @Nullable Long requestId,
        @Nullable Long subscriptionId,
        long newsletterId,
        EmailAddress to,
        String language,
        Instant queuedAt,
        int attempts,
        @Nullable Instant attemptedAt,
        @Nullable Instant usedAt) {

    private static final Duration LONG = Duration.ofDays(7);
    private static final Duration SHORT = Duration.ofMinutes(15);
    private static final Duration SHORT_WORTH = Duration.ofHours(12);

    /** What it is for. */
    enum Kind {
        /** Asks whether the owner of the address wants newsletters. */
        CONFIRM(Purpose.CONFIRM, LONG, LONG),
        /** Says that the address gets them already. */
        ALREADY(null, LONG, LONG),
        /** Greets a new reader with the latest edition. */
        WELCOME(null, LONG, LONG),
        /** Opens all that is kept of a person. */
        DATA(Purpose.FRESH, SHORT, SHORT_WORTH),
        /** Opens the change of address. */
        ADDRESS(Purpose.FRESH, SHORT, SHORT_WORTH),
        /** Opens the erasure. */
        ERASE(Purpose.FRESH, SHORT, SHORT_WORTH),
        /** Asks whether a person's new address is right. */
        NEW_ADDRESS(Purpose.CONFIRM, LONG, LONG);

        private final @Nullable Purpose purpose;
        private final Duration good;
        private final Duration worth;

        Kind(@Nullable Purpose purpose, Duration good, Duration worth) {
            this.purpose = purpose;
            this.good = good;
            this.worth = worth;
        }

        /** What the token of its own link is good for; null when it has none but those of every mail. */
        @Nullable
        Purpose purpose() {
            return purpose;
        }

        /** As templates and addresses name it. */
        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Whether its own link is still good. It is so from the moment of sending on, however long the relay was away. */
    boolean isGood(Instant now) {
        return attemptedAt != null && now.isBefore(attemptedAt.plus(kind.good));
    }

    /** Whether it is still worth sending. */
    boolean isWorthSending(Instant now) {
        return now.isBefore(queuedAt.plus(kind.worth));
    }
}
