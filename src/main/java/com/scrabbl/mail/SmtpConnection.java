package com.scrabbl.mail;

import com.scrabbl.mail.Answer.Outcome;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One persistent connection to the relay: transactions one after another (RFC 5321 section 3.3), always with a true account
 * of the stage reached, on which it depends what is known of a message whose connection was lost.
 *
 * <p>Where the relay offers PIPELINING (RFC 2920) MAIL, RCPT and DATA are one write, and the content goes together with the
 * envelope of the message after it. DATA is the last of each group: the relay's answer to it is waited for. A message whose
 * envelope was refused and whose content the relay asks for all the same is ended by a lone dot, whose reply belongs to
 * nobody.
 */
final class SmtpConnection implements MailConnection {

    private static final Logger log = LoggerFactory.getLogger(SmtpConnection.class);
    private static final int SERVICE_CLOSING = 421;
    private static final int GO_ON = 354;
    private static final int MILLIS_FOR_A_LAST_WORD = 500;
    private static final byte[] DOT = ascii(".\r\n");

    private final StagedTransport transport;
    private final SmtpWire wire;
    private final StageTimeouts timeouts;
    private final SmtpExtensions offered;
    private final String relay;
    private boolean usable = true;
    /** Whose envelope has left and is not answered yet. */
    private @Nullable Outgoing announced;

    private Stage stage = Stage.MAIL;

    SmtpConnection(StagedTransport transport, SmtpWire wire, StageTimeouts timeouts, String relay) {
        this.transport = transport;
        this.wire = wire;
        this.timeouts = timeouts;
        this.offered = SmtpExtensions.of(transport);
        this.relay = relay;
    }

    @Override
    public @Nullable Hindrance hindrance(Outgoing message) {
        return offered.hindrance(message);
    }

    @Override
    public Answer send(Outgoing message, Supplier<@Nullable Outgoing> next) {
        long begun = System.nanoTime();
        Answer answer = transact(message, next);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        return new Answer(answer.outcome(), answer.stage(), answer.reply(), answer.text(), relay, took);
    }

    private Answer transact(Outgoing message, Supplier<@Nullable Outgoing> next) {
        boolean dotMayHaveLeft = false;
        try {
            SmtpReply refusal = envelopeRefused(message);
            if (refusal != null) {
                return answer(Outcome.REFUSED, refusal, null);
            }
            enter(Stage.BODY);
            Outgoing following = offered.pipelining() ? next.get() : null;
            content(message);
            enter(Stage.DOT);
            dotMayHaveLeft = true;
            wire.write(following == null ? DOT : ascii(".\r\n" + offered.envelope(following)));
            announced = following;
            return verdict(wire.read());
        } catch (RefusedInTheMiddle e) {
            usable = false;
            return answer(Outcome.REFUSED, e.reply, null);
        } catch (IOException e) {
            usable = false;
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

    /** The reply that refuses the message before its content, and {@link #stage} tells where; null when it may be sent. */
    private @Nullable SmtpReply envelopeRefused(Outgoing message) throws IOException {
        if (announced != null && announced != message) {
            throw new IllegalStateException("The envelope of another message was sent before");
        }
        enter(Stage.MAIL);
        boolean ahead = announced != null;
        announced = null;
        if (!offered.pipelining()) {
            return stepwiseRefusal(message);
        }
        if (!ahead) {
            wire.write(ascii(offered.envelope(message)));
        }
        try {
            return pipelinedRefusal();
        } catch (OutOfStepException e) {
            // With an answer too many to the message before, nobody knows which of them is to which command.
            stage = ahead ? Stage.MAIL : stage;
            throw e;
        }
    }

    private @Nullable SmtpReply stepwiseRefusal(Outgoing message) throws IOException {
        for (Stage step : SmtpExtensions.ENVELOPE) {
            enter(step);
            wire.write(ascii(offered.command(step, message)));
            SmtpReply reply = wire.read();
            if (!goesOn(step, reply)) {
                leave(reply);
                return reply;
            }
        }
        return null;
    }

    private @Nullable SmtpReply pipelinedRefusal() throws IOException {
        SmtpReply refusal = null;
        Stage refusedAt = Stage.MAIL;
        boolean contentAsked = false;
        try {
            for (Stage step : SmtpExtensions.ENVELOPE) {
                enter(step);
                SmtpReply reply = wire.read();
                if (!goesOn(step, reply) && refusal == null) {
                    refusal = reply;
                    refusedAt = step;
                }
                contentAsked = step == Stage.DATA && reply.code() == GO_ON;
                if (reply.code() == SERVICE_CLOSING) {
                    break;
                }
            }
        } catch (IOException e) {
            if (refusal == null || e instanceof OutOfStepException) {
                throw e;
            }
            usable = false;
        }
        stage = refusedAt;
        if (refusal != null) {
            leave(refusal, contentAsked);
        }
        return refusal;
    }

    /** Whether the relay goes on with the message. */
    private static boolean goesOn(Stage step, SmtpReply reply) throws IOException {
        boolean positive = step == Stage.DATA ? reply.code() == GO_ON : reply.code() / 100 == 2;
        if (!positive && reply.code() < 400) {
            throw OutOfStepException.by(reply);
        }
        return positive;
    }

    private void leave(SmtpReply refusal, boolean contentAsked) throws IOException {
        if (contentAsked && stage == Stage.MAIL) {
            // A relay that refused the sender and asks for the content: nobody knows what it would do with a dot.
            usable = false;
        } else if (contentAsked && usable) {
            usable = closed(DOT, "The lone dot");
        }
        leave(refusal);
    }

    /** Ends the refused transaction (RFC 5321 section 4.1.1.5), so that the next one begins clean. */
    private void leave(SmtpReply refusal) throws IOException {
        usable = usable && refusal.code() != SERVICE_CLOSING && closed(ascii("RSET\r\n"), "RSET");
    }

    private boolean closed(byte[] command, String name) throws IOException {
        try {
            timeouts.apply(Stage.MAIL);
            wire.write(command);
            SmtpReply answer = wire.read();
            if (answer.code() < 400 && answer.code() / 100 != 2) {
                throw OutOfStepException.by(answer);
            }
            return command == DOT ? answer.code() != SERVICE_CLOSING : answer.code() == 250;
        } catch (OutOfStepException e) {
            if (offered.pipelining()) {
                // The refusal was an answer too many to what was said before it, and may be nobody's.
                throw e;
            }
            return false;
        } catch (IOException e) {
            log.debug("{} failed; a new connection will be opened: {}", name, SmtpReply.harmless(String.valueOf(e)));
            return false;
        }
    }

    /** A relay that cuts off the content may have said why before. */
    private void content(Outgoing message) throws IOException {
        try {
            wire.write(message.stuffed());
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
        if (announced != null) {
            // What would be said now could be taken for its content.
            transport.hangUp();
        }
        try {
            transport.close();
        } catch (MessagingException e) {
            log.debug("QUIT failed; every message had its answer before: {}", SmtpReply.harmless(String.valueOf(e)));
        }
    }

    private static byte[] ascii(String command) {
        return command.getBytes(StandardCharsets.UTF_8);
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
