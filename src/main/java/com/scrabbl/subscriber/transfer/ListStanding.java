package com.scrabbl.subscriber.transfer;

import com.scrabbl.subscriber.Suppression.Cause;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a list says about one reader's standing.
 *
 * @param at when it came about; null when the list does not say
 * @param confirmedAt when the person confirmed it from the mailbox; null when the list does not say
 * @param network where the person agreed from, shortened
 * @param note what the list says besides, for the proof
 * @param cause of {@link Kind#SUPPRESSED}
 */
record ListStanding(
        Kind kind,
        @Nullable Instant at,
        @Nullable Instant confirmedAt,
        @Nullable String network,
        @Nullable String note,
        @Nullable Cause cause) {

    enum Kind {
        /** Agreed: becomes what the import was told to make of new readers. */
        JOINED,
        /** Asked and has not confirmed. */
        PENDING,
        /** Took the consent back. */
        LEFT,
        /** Must not be mailed at all. */
        SUPPRESSED,
        /** Belongs to another newsletter. */
        ELSEWHERE
    }

    static final ListStanding JOINED = new ListStanding(Kind.JOINED, null, null, null, null, null);

    static ListStanding of(Kind kind, @Nullable Instant at, @Nullable String note) {
        return new ListStanding(kind, at, null, null, note, null);
    }

    static ListStanding suppressed(Cause cause, @Nullable Instant at, String evidence) {
        return new ListStanding(Kind.SUPPRESSED, at, null, null, evidence, cause);
    }
}
