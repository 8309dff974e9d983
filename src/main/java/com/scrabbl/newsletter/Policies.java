package com.scrabbl.newsletter;

import java.time.Duration;

/**
 * How a newsletter treats its readers and what went wrong.
 *
 * @param optIn how somebody joins by a form
 * @param inDoubt what becomes of a delivery whose outcome cannot be known
 * @param shelfLife how long after a round's start its mail is still worth sending
 * @param archive whether the world may read past editions
 * @param approval whether an operator approves each edition before it is sent
 * @param approvalGrace how long an edition waits for that; not longer than its shelf life
 * @param unapproved what becomes of an edition that nobody approved in this time
 */
public record Policies(
        OptIn optIn,
        InDoubt inDoubt,
        Duration shelfLife,
        Archive archive,
        Approval approval,
        Duration approvalGrace,
        Unapproved unapproved) {

    static final Duration SHORTEST_LIFE = Duration.ofSeconds(1);
    static final Duration LONGEST_LIFE = Duration.ofDays(30);

    private static final Duration GRACE = Duration.ofHours(4);

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

    /** Whether an operator approves each edition before it is sent. */
    public enum Approval {
        /** It is sent as it was selected. */
        NONE,
        /** It waits as PROPOSED. */
        REQUIRED
    }

    /** What becomes of an edition that nobody approved in time. */
    public enum Unapproved {
        /** It is not sent, and its articles wait for the next one. */
        SKIP,
        /** It is sent as it was proposed, or changed by then. */
        SEND
    }

    /** Editions need no approval. */
    public Policies(OptIn optIn, InDoubt inDoubt, Duration shelfLife, Archive archive) {
        this(optIn, inDoubt, shelfLife, archive, Approval.NONE, grace(shelfLife), Unapproved.SKIP);
    }

    /** What was kept before there were archives and approvals has none said: all is as by default. */
    public Policies {
        archive = archive == null ? Archive.PUBLIC : archive;
        approval = approval == null ? Approval.NONE : approval;
        unapproved = unapproved == null ? Unapproved.SKIP : unapproved;
        Allowed.duration(shelfLife, SHORTEST_LIFE, LONGEST_LIFE);
        approvalGrace =
                Allowed.duration(approvalGrace == null ? grace(shelfLife) : approvalGrace, SHORTEST_LIFE, shelfLife);
    }

    /** Unless it is said: four hours, or the shelf life where that is shorter. */
    static Duration grace(Duration shelfLife) {
        return GRACE.compareTo(shelfLife) < 0 ? GRACE : shelfLife;
    }
}
