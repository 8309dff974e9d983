package com.scrabbl.delivery;

import com.scrabbl.mail.Answer;
import com.scrabbl.mail.SmtpReply;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * One delivery whose attempt has begun: edition × subscription.
 *
 * @param attempt the number of this attempt, 1 for the first
 */
public record Delivery(long edition, long subscription, int attempt) {

    /** A connection that was lost is tried again like a system that has trouble. */
    private static final Reading CUT = Reading.of(ReplyClass.SYSTEM);

    /**
     * What the delivery becomes by this answer. This is the one place where that is decided.
     *
     * @param domain the receiving one: A-labels in lower case
     * @param terms how refusals are read, and how long and how often it may be tried
     * @param others whether the relay took others: who is refused for now like everybody is not given up before the shelf life
     *     ends
     */
    public Settlement after(Answer answer, String domain, Instant now, Terms terms, boolean others) {
        return switch (answer.outcome()) {
            case ACCEPTED -> settled(DeliveryState.ACCEPTED, null, answer, null, now, null);
            case REFUSED -> refused(answer, reply(answer), domain, now, terms, others);
            case CUT -> again(answer, "route: " + answer.text(), CUT, null, now, terms, others);
            case UNKNOWN -> settled(DeliveryState.UNKNOWN, answer.text(), answer, terms.resendUnknown(now), now, null);
        };
    }

    /** What it becomes when its message could not be made. */
    Settlement unrenderable(String reason, Instant now) {
        return new Settlement(
                this, DeliveryState.REJECTED, Fault.MESSAGE.word() + ": " + reason, null, null, now, null);
    }

    /** What it becomes when this reader is not to get it after all. */
    Settlement skipped(String reason, Instant now) {
        return new Settlement(this, DeliveryState.SKIPPED, reason, null, null, now, null);
    }

    private Settlement refused(
            Answer answer, SmtpReply reply, String domain, Instant now, Terms terms, boolean others) {
        Reading reading = terms.rules().read(answer.stage(), reply, domain);
        return reading.action().again()
                ? again(answer, reading.reason(), reading, reading, now, terms, others)
                : settled(DeliveryState.REJECTED, reading.reason(), answer, null, now, reading);
    }

    private Settlement again(
            Answer answer,
            String reason,
            Reading as,
            @Nullable Reading reading,
            Instant now,
            Terms terms,
            boolean others) {
        Instant planned = terms.retry().next(now, attempt, as, subscription);
        Instant next = others || planned.isBefore(terms.shelfLifeEnds()) ? planned : sooner(now, terms.shelfLifeEnds());
        return next.isBefore(terms.shelfLifeEnds())
                ? settled(DeliveryState.DEFERRED, reason, answer, next, now, reading)
                : settled(
                        DeliveryState.EXPIRED,
                        reason + "; the shelf life ends before the next attempt",
                        answer,
                        null,
                        now,
                        reading);
    }

    /** Halfway to the end, by the minute. */
    private static Instant sooner(Instant now, Instant end) {
        Instant minute = now.plus(Duration.between(now, end).dividedBy(2)).truncatedTo(ChronoUnit.MINUTES);
        return minute.isAfter(now) ? minute : end;
    }

    private Settlement settled(
            DeliveryState state,
            @Nullable String reason,
            Answer answer,
            @Nullable Instant next,
            Instant now,
            @Nullable Reading reading) {
        return new Settlement(this, state, reason, answer, next, now, reading);
    }

    private static SmtpReply reply(Answer answer) {
        SmtpReply reply = answer.reply();
        if (reply == null) {
            throw new IllegalArgumentException("A refusal has a reply: " + answer);
        }
        return reply;
    }

    /**
     * How long and how often the deliveries of a round may be tried.
     *
     * @param rules by which refusals are read
     * @param shelfLifeEnds exclusive: at this instant it is too late
     * @param inDoubt what happens to a delivery whose outcome is unknown
     */
    public record Terms(ReplyRules rules, RetryPolicy retry, Instant shelfLifeEnds, InDoubt inDoubt) {

        /** When an unknown outcome is sent again; null when an operator decides. */
        @Nullable
        Instant resendUnknown(Instant now) {
            return inDoubt == InDoubt.HOLD ? null : now;
        }
    }

    /** The policy for unknown outcomes. */
    public enum InDoubt {
        /** An operator, a bounce or a relay's log decides: never two copies. */
        HOLD,
        /** It is sent again: never none, and the second copy has the same Message-ID. */
        RESEND
    }
}
