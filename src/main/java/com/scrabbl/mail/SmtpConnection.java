package com.scrabbl.mail;

import com.scrabbl.mail.Answer.Outcome;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One persistent connection to the relay: transactions one after another (RFC 5321 section 3.3), always with a true account
 * of the stage reached, on which it depends what is known of a message whose connection was lost.
 */
final class SmtpConnection implements MailConnection {

    private static final Logger log = LoggerFactory.getLogger(SmtpConnection.class);
    private static final int SERVICE_CLOSING = 421;
    private static final int MILLIS_FOR_A_LAST_WORD = 500;

    /** Longer than it takes mostly until what follows is known. The relay waits for content meanwhile. */
    private static final Duration WAIT_FOR_NEXT = Duration.ofMillis(5);

    /** The same where it takes its time for the present message anyway, of which it may take a half. */
    private static final Duration LONGEST_WAIT = Duration.ofMillis(500);

    /**
     * A relay that took longer for a message gets the next content at once, and the envelope after it while it takes its time.
     * From a quicker one both are answered together, which costs less.
     */
    private static final Duration QUICK = Duration.ofMillis(10);

    private final StagedTransport transport;
    private final SmtpWire wire;
    private final StageTimeouts timeouts;
    private final SmtpExtensions offered;
    private final SmtpEnvelopes envelopes;
    private final String relay;
    private boolean usable = true;
    /** What the relay took for the message before. */
    private Duration afterDot = Duration.ZERO;

    private Stage stage = Stage.MAIL;

    SmtpConnection(StagedTransport transport, SmtpWire wire, StageTimeouts timeouts, String relay) {
        this.transport = transport;
        this.wire = wire;
        this.timeouts = timeouts;
        this.offered = SmtpExtensions.of(transport);
        this.envelopes = new SmtpEnvelopes(wire, timeouts, offered);
        this.relay = relay;
    }

    @Override
    public @Nullable Hindrance hindrance(Outgoing message) {
        return offered.hindrance(message);
    }

    @Override
    public Answer send(Outgoing message, Next next) {
        long begun = System.nanoTime();
        Answer answer = transact(message, next);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        return new Answer(answer.outcome(), answer.stage(), answer.reply(), answer.text(), relay, took);
    }

    private Answer transact(Outgoing message, Next next) {
        boolean dotMayHaveLeft = false;
        stage = Stage.MAIL;
        try {
            SmtpReply refusal = envelopes.refusal(message);
            if (refusal != null) {
                stage = envelopes.stage();
                usable = envelopes.inStep();
                return answer(Outcome.REFUSED, refusal, null);
            }
            enter(Stage.BODY);
            boolean quick = afterDot.compareTo(QUICK) < 0;
            Outgoing following = offered.pipelining() && quick ? next.within(WAIT_FOR_NEXT) : null;
            content(following == null ? message.stuffed().followedBy(SmtpEnvelopes.DOT) : message.stuffed());
            // Before all else: the time-out cannot be set on a socket that was given up just now.
            dotMayHaveLeft = true;
            enter(Stage.DOT);
            long written = System.nanoTime();
            if (following != null) {
                envelopes.writeWithDot(following);
            }
            if (offered.pipelining() && !quick) {
                announce(next.within(Collections.min(List.of(afterDot.dividedBy(2), LONGEST_WAIT))));
            }
            SmtpReply reply = wire.read();
            afterDot = Duration.ofNanos(System.nanoTime() - written);
            return verdict(reply);
        } catch (RefusedInTheMiddle e) {
            usable = false;
            return answer(Outcome.REFUSED, e.reply, null);
        } catch (IOException e) {
            usable = false;
            stage = stage == Stage.MAIL ? envelopes.stage() : stage;
            String why = SmtpReply.harmless(String.valueOf(e.getMessage()));
            return dotMayHaveLeft
                    ? answer(Outcome.UNKNOWN, null, "connection lost after the final dot: " + why)
                    : answer(Outcome.CUT, null, "connection lost at " + stage + ": " + why);
        }
    }

    private void enter(Stage reached) throws IOException {
        stage = reached;
        timeouts.apply(reached);
    }

    /**
     * A relay that cuts off the content may have said why before. If this fails, not all of it was taken over by the system: a dot
     * at its end has not left.
     */
    private void content(WireMessage content) throws IOException {
        try {
            wire.write(content);
        } catch (IOException e) {
            try {
                SmtpReply lastWord = wire.read(MILLIS_FOR_A_LAST_WORD);
                if (lastWord.code() >= 400) {
                    throw new RefusedInTheMiddle(lastWord);
                }
            } catch (RefusedInTheMiddle refused) {
                throw refused;
            } catch (IOException silent) {
                e.addSuppressed(silent);
            }
            throw e;
        }
    }

    private void announce(@Nullable Outgoing following) {
        if (following == null) {
            return;
        }
        try {
            envelopes.write(following);
        } catch (IOException e) {
            // What the relay said of the present message may be there all the same.
            log.debug("The next envelope could not be written: {}", SmtpReply.harmless(String.valueOf(e)));
        }
    }

    private Answer verdict(SmtpReply reply) throws IOException {
        usable = reply.code() != SERVICE_CLOSING;
        if (reply.code() / 100 == 2) {
            return answer(Outcome.ACCEPTED, reply, null);
        }
        if (reply.code() >= 400) {
            return answer(Outcome.REFUSED, reply, null);
        }
        throw OutOfStepException.by(reply);
    }

    private Answer answer(Outcome outcome, @Nullable SmtpReply reply, @Nullable String text) {
        return new Answer(outcome, stage, reply, text, relay, Duration.ZERO);
    }

    @Override
    public boolean usable() {
        return usable;
    }

    @Override
    public void close() {
        if (envelopes.underWay()) {
            // What would be said now could be taken for its content.
            transport.hangUp();
        }
        try {
            transport.close();
        } catch (MessagingException e) {
            log.debug("QUIT failed; every message had its answer before: {}", SmtpReply.harmless(String.valueOf(e)));
        }
    }

    /** The relay said why it cut off the content. */
    private static final class RefusedInTheMiddle extends IOException {
        private final transient SmtpReply reply;

        RefusedInTheMiddle(SmtpReply reply) {
            super(reply.toString());
            this.reply = reply;
        }
    }
}
