package com.scrabbl.delivery;

import com.scrabbl.delivery.ReplyClass.Retry;
import com.scrabbl.mail.Answer;
import com.scrabbl.mail.SmtpReply;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One delivery whose attempt has begun: edition × subscription.
 *
 * @param attempt the number of this attempt, 1 for the first
 */
public record Delivery(long edition, long subscription, int attempt) {

    /**
     * What the delivery becomes by this answer. This is the one place where that is decided.
     *
     * @param terms how long and how often it may be tried
     */
    public Settlement after(Answer answer, Instant now, Terms terms) {
        return switch (answer.outcome()) {
            case ACCEPTED -> settled(DeliveryState.ACCEPTED, null, answer, null, now, null);
            case REFUSED -> refused(answer, reply(answer), now, terms);
            case CUT -> again(answer, ReplyClass.SYSTEM.retry(), "route: " + answer.text(), now, terms, null);
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

    private Settlement refused(Answer answer, SmtpReply reply, Instant now, Terms terms) {
        ReplyClass meaning = ReplyRules.classOf(answer.stage(), reply);
        return meaning.retry() == Retry.NEVER
                ? settled(DeliveryState.REJECTED, meaning.reason(), answer, null, now, meaning)
                : again(answer, meaning.retry(), meaning.reason(), now, terms, meaning);
    }

    private Settlement again(
            Answer answer, Retry retry, String reason, Instant now, Terms terms, @Nullable ReplyClass meaning) {
        Instant next = terms.retry().next(now, attempt, retry, subscription);
        return next.isBefore(terms.shelfLifeEnds())
                ? settled(DeliveryState.DEFERRED, reason, answer, next, now, meaning)
                : settled(
                        DeliveryState.EXPIRED,
                        reason + "; the shelf life ends before the next attempt",
                        answer,
                        null,
                        now,
                        meaning);
    }

    private Settlement settled(
            DeliveryState state,
            @Nullable String reason,
            Answer answer,
            @Nullable Instant next,
            Instant now,
            @Nullable ReplyClass meaning) {
        return new Settlement(this, state, reason, answer, next, now, meaning);
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
     * @param shelfLifeEnds exclusive: at this instant it is too late
     * @param inDoubt what happens to a delivery whose outcome is unknown
     */
    public record Terms(RetryPolicy retry, Instant shelfLifeEnds, InDoubt inDoubt) {

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
