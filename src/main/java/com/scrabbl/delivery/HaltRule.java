package com.scrabbl.delivery;

import com.scrabbl.delivery.ReplyClass.Retry;
import com.scrabbl.mail.SmtpReply;
import com.scrabbl.mail.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Ends a pass that makes no sense any more: three different recipients in succession, with no acceptance between them,
 * were refused for good in the same class of our or the message's fault. Refusals by the recipients' own fault neither
 * count nor interrupt. What the relay says to everybody, that it wants encryption or a login, counts at the first. A
 * relay that is too busy to hear of three recipients is left alone for a while. One for each pass; for several threads.
 */
final class HaltRule {

    private static final int IN_SUCCESSION = 3;
    private static final int LONGEST_REPLY = 200;
    private static final String REDO = "; at the run's end `runs redo` reaches those who were refused";

    private final Duration pause;
    private final Set<Long> refused = new HashSet<>();
    private final Set<Long> busy = new HashSet<>();
    private @Nullable ReplyClass refusedAs;
    private @Nullable Ending verdict;

    /** @param retry its first delay is how long a busy relay is left alone */
    HaltRule(RetryPolicy retry) {
        this.pause = retry.soon().get(0);
    }

    /** The relay took a message: whatever it refused before was not meant for everybody. */
    synchronized void accepted() {
        refused.clear();
        refusedAs = null;
        busy.clear();
    }

    /** The relay refused a message, for now or for good. */
    synchronized void refused(long subscription, Stage stage, SmtpReply reply, ReplyClass meaning, Instant now) {
        if (verdict != null) {
            return;
        }
        if (meaning == ReplyClass.CONFIGURATION) {
            verdict =
                    Ending.halted("The relay refused to work for us (" + said(stage, reply) + "): " + advice(meaning));
        } else if (stage == Stage.MAIL && reply.transientNegative()) {
            relayIsBusy(subscription, stage, reply, now);
        } else if (meaning.retry() == Retry.NEVER
                && (meaning.fault() == Fault.OURS || meaning.fault() == Fault.MESSAGE)) {
            refusedForGood(subscription, stage, reply, meaning);
        }
    }

    /** How the pass is to end; null while it may go on. The first verdict stands. */
    synchronized @Nullable Ending verdict() {
        return verdict;
    }

    private void relayIsBusy(long subscription, Stage stage, SmtpReply reply, Instant now) {
        busy.add(subscription);
        if (busy.size() == IN_SUCCESSION) {
            Instant until = now.plus(pause);
            verdict = Ending.paused(
                    "The relay is too busy for " + IN_SUCCESSION + " readers in succession (" + said(stage, reply)
                            + "): it is left alone until " + until + ", and the run goes on by itself.",
                    until);
        }
    }

    private void refusedForGood(long subscription, Stage stage, SmtpReply reply, ReplyClass meaning) {
        if (refusedAs != meaning) {
            refused.clear();
            refusedAs = meaning;
        }
        refused.add(subscription);
        if (refused.size() == IN_SUCCESSION) {
            verdict = Ending.halted("Refused for " + IN_SUCCESSION + " readers in succession, " + meaning.reason()
                    + " (" + said(stage, reply) + "): " + advice(meaning) + REDO + ".");
        }
    }

    private static String said(Stage stage, SmtpReply reply) {
        String words = reply.toString();
        if (words.length() > LONGEST_REPLY) {
            int end =
                    Character.isHighSurrogate(words.charAt(LONGEST_REPLY - 2)) ? LONGEST_REPLY - 2 : LONGEST_REPLY - 1;
            words = words.substring(0, end) + "…";
        }
        return "at " + stage + ": " + words;
    }

    private static String advice(ReplyClass meaning) {
        return switch (meaning) {
            case CONFIGURATION ->
                "check spring.mail.username, spring.mail.password and spring.mail.properties.mail.smtp.starttls.enable"
                        + REDO + ".";
            case SENDER_REFUSED -> "check the newsletter's sender address, and for whom the relay lets this login send";
            case CONTENT -> "look at the message with `rehearse`, and ask the relay's operator what it refuses";
            case BLOCKED -> "look the relay's address up in the block list that it names, and ask to be taken off";
            case UNAUTHENTICATED -> "check SPF, DKIM, DMARC, the PTR record and TLS of the sender's domain";
            case POLICY -> "ask the relay's operator which policy refuses this newsletter";
            case PROTOCOL -> "the relay does not understand what it was told: report it as a bug, with this sentence";
            case UNKNOWN_USER,
                    DISABLED,
                    ACCEPTS_NO_MAIL,
                    UNVERIFIED,
                    RECIPIENT_POLICY,
                    SOFT,
                    MAILBOX_RATE,
                    MAILBOX_FULL_FOR_NOW,
                    MAILBOX_FULL,
                    SYSTEM,
                    NO_ROUTE,
                    TOO_MANY_RECIPIENTS,
                    SENDING_LIMIT,
                    RATE,
                    POLICY_FOR_NOW,
                    UNAUTHENTICATED_FOR_NOW -> throw new IllegalArgumentException(meaning + " halts no run");
        };
    }
}
