package com.scrabbl.delivery;

import org.jspecify.annotations.Nullable;

/**
 * What a refusal means: whose fault it is, whether it is tried again, and how soon. Which reply belongs to which class
 * is told by {@link ReplyRules}.
 */
public enum ReplyClass {
    UNKNOWN_USER(Fault.THEIRS, Retry.NEVER, "no such mailbox or host"),
    /** By the word of a server, which the DNS may confirm. */
    BAD_DOMAIN(Fault.THEIRS, Retry.NEVER, "no such domain, as its server says"),
    NO_HOST(Fault.THEIRS, Retry.NEVER, "no such domain"),
    DISABLED(Fault.THEIRS, Retry.NEVER, "mailbox closed, or another's now"),
    INACTIVE(Fault.THEIRS, Retry.NEVER, "mailbox disabled or inactive"),
    ACCEPTS_NO_MAIL(Fault.THEIRS, Retry.NEVER, "the domain accepts no mail"),
    UNVERIFIED(Fault.THEIRS, Retry.NEVER, "refused without a clear cause"),
    RECIPIENT_POLICY(Fault.THEIRS, Retry.NEVER, "the recipient does not want it"),
    SOFT(Fault.THEIRS, Retry.SOON, "recipient temporarily not reachable"),
    MAILBOX_RATE(Fault.THEIRS, Retry.LATER, "mailbox gets mail too fast"),
    MAILBOX_FULL_FOR_NOW(Fault.THEIRS, Retry.SOON, "mailbox full"),
    MAILBOX_FULL(Fault.THEIRS, Retry.NEVER, "mailbox full"),
    SYSTEM(Fault.ROUTE, Retry.SOON, "system trouble on the way"),
    NO_ROUTE(Fault.ROUTE, Retry.NEVER, "no route to the host"),
    TOO_MANY_RECIPIENTS(Fault.OURS, Retry.SOON, "too many recipients"),
    PROTOCOL(Fault.OURS, Retry.NEVER, "protocol error"),
    CONFIGURATION(Fault.OURS, Retry.NEVER, "the relay wants encryption or a login"),
    SENDER_REFUSED(Fault.OURS, Retry.NEVER, "the sender was refused"),
    SENDING_LIMIT(Fault.OURS, Retry.LATER, "our sending limit is reached"),
    RATE(Fault.OURS, Retry.LATER, "we send too fast"),
    POLICY_FOR_NOW(Fault.OURS, Retry.LATER, "refused by policy for now"),
    POLICY(Fault.OURS, Retry.NEVER, "refused by policy"),
    BLOCKED(Fault.OURS, Retry.NEVER, "we are on a block list or have a bad reputation"),
    UNAUTHENTICATED_FOR_NOW(Fault.OURS, Retry.LATER, "SPF, DKIM, DMARC, PTR or TLS is missing"),
    UNAUTHENTICATED(Fault.OURS, Retry.NEVER, "SPF, DKIM, DMARC, PTR or TLS is missing"),
    CONTENT(Fault.MESSAGE, Retry.NEVER, "the message was refused");

    /** When a refused delivery is tried again. */
    enum Retry {
        NEVER,
        /** By the usual schedule. */
        SOON,
        /** By the schedule for those who send too fast. */
        LATER
    }

    private final Fault fault;
    private final Retry retry;
    private final String meaning;

    ReplyClass(Fault fault, Retry retry, String meaning) {
        this.fault = fault;
        this.retry = retry;
        this.meaning = meaning;
    }

    /**
     * The class that a column holds, if it is by that fault.
     *
     * @param column as {@link Reading#stored} wrote it
     */
    public static @Nullable ReplyClass stored(@Nullable String column, Fault fault) {
        if (column == null) {
            return null;
        }
        int slash = column.indexOf('/');
        ReplyClass meaning = valueOf(slash < 0 ? column : column.substring(0, slash));
        Fault whose = slash < 0 ? meaning.fault() : Fault.valueOf(column.substring(slash + 1));
        return whose == fault ? meaning : null;
    }

    /** Whose fault it is. */
    public Fault fault() {
        return fault;
    }

    Retry retry() {
        return retry;
    }

    /** What comes of it. */
    Action action() {
        return switch (retry) {
            case SOON -> Action.RETRY;
            case LATER -> fault == Fault.OURS ? Action.BACK_OFF : Action.RETRY;
            case NEVER ->
                switch (this) {
                    case POLICY, BLOCKED, UNAUTHENTICATED -> Action.HALT_PROVIDER;
                    default -> fault == Fault.OURS || fault == Fault.MESSAGE ? Action.HALT : Action.REJECT;
                };
        };
    }

    /** For people, without whose fault it is; some classes mean the same. */
    public String meaning() {
        return meaning;
    }
}
