package com.scrabbl.signup;

import com.scrabbl.mail.EmailAddress;
import com.scrabbl.subscriber.Consent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody wants newsletters for an address. Nothing is known yet of whose it is.
 *
 * @param language a BCP 47 tag
 * @param timeZone a hint; null when there was none
 * @param detail of the consent, such as a file's name
 * @param confirmedAt null until the address's owner said yes
 */
record SignupRequest(
        long id,
        Origin origin,
        EmailAddress address,
        List<Choice> choices,
        @Nullable String language,
        @Nullable String timeZone,
        Proof proof,
        @Nullable String detail,
        Instant requestedAt,
        @Nullable Instant confirmedAt) {

    /** Where it was asked. */
    enum Origin {
        FORM(Consent.Origin.FORM),
        IMPORT(Consent.Origin.IMPORT),
        PREFERENCES(Consent.Origin.FORM);

        private final Consent.Origin consent;

        Origin(Consent.Origin consent) {
            this.consent = consent;
        }
    }

    /** What was decided. */
    enum Outcome {
        /** A letter asks for confirmation. */
        CONFIRM,
        /** A letter says that there is nothing to do. */
        ALREADY,
        /** The newsletters ask for no confirmation. */
        JOINED,
        /** The address must not be mailed, and its owner can't change that. */
        REFUSED,
        /** The address has had enough letters today. */
        LIMITED,
        /** No relay takes mail for such an address. */
        UNSENDABLE
    }

    /** The proof for one of the newsletters. */
    Consent consent(long subscriberId, long newsletterId, @Nullable Instant confirmed) {
        return new Consent(
                subscriberId,
                newsletterId,
                Consent.Event.GIVEN,
                origin.consent,
                proof.wording(),
                proof.wordingVersion(),
                proof.network(),
                proof.userAgent(),
                requestedAt,
                confirmed,
                detail);
    }
}
