package com.scrabbl.subscriber.transfer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a list is imported.
 *
 * @param newsletterId whose list it is
 * @param status what new readers become
 * @param update what becomes of readers who are known already
 * @param consentText what they agreed to elsewhere; null when that is not known
 * @param consentDate when, where the list does not say; null is the time of the import
 */
public record ImportOptions(
        long newsletterId,
        Status status,
        Update update,
        @Nullable String consentText,
        @Nullable Instant consentDate) {

    /** What new readers become. */
    public enum Status {
        /** Readers at once: they agreed elsewhere. */
        ACTIVE,
        /** They are asked by a mail to confirm. */
        PENDING
    }

    /** What becomes of readers who are known already. Their state is never changed. */
    public enum Update {
        /** Name, language, time zone, attributes and topics become what the list says; what it leaves blank is kept. */
        PROFILE,
        /** Nothing. */
        NONE
    }

    /** Active, the known ones left as they are. */
    public static ImportOptions of(long newsletterId) {
        return new ImportOptions(newsletterId, Status.ACTIVE, Update.NONE, null, null);
    }
}
