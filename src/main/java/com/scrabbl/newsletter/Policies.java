package com.scrabbl.newsletter;

import java.time.Duration;

/**
 * How a newsletter treats its readers and what went wrong.
 *
 * @param optIn how somebody joins by a form
 * @param inDoubt what becomes of a delivery whose outcome cannot be known
 * @param shelfLife how long after a round's start its mail is still worth sending
 * @param archive whether the world may read past editions
 */
public record Policies(OptIn optIn, InDoubt inDoubt, Duration shelfLife, Archive archive) {

    static final Duration SHORTEST_LIFE = Duration.ofSeconds(1);
    static final Duration LONGEST_LIFE = Duration.ofDays(30);

    static final Policies DEFAULT = new Policies(OptIn.DOUBLE, InDoubt.HOLD, Duration.ofHours(20), Archive.PUBLIC);

    /** How somebody joins by a form. */
    public enum OptIn {
        /** Active after the link in a mail to the address was followed. */
        DOUBLE,
        /** Active at once. */
        SINGLE
    }

    /** What becomes of a delivery whose outcome cannot be known. */
    public enum InDoubt {
        /** It stays UNKNOWN until an operator, a bounce or a relay's log decides: nobody gets it twice. */
        HOLD,
        /** It is sent again with the same Message-ID: nobody goes without. */
        RESEND
    }

    /** Whether the world may read past editions. */
    public enum Archive {
        /** They are pages of the site, without anything personal. */
        PUBLIC,
        /** They are nowhere but in the mails. */
        NONE
    }

    /** What was kept before there were archives has none said: it is public, as by default. */
    public Policies {
        archive = archive == null ? Archive.PUBLIC : archive;
        Allowed.duration(shelfLife, SHORTEST_LIFE, LONGEST_LIFE);
    }
}
