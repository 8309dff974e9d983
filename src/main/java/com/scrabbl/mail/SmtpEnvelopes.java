package com.scrabbl.mail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The envelopes of one connection: MAIL, RCPT and DATA of a message (RFC 5321 section 3.3), and what the relay answers.
 *
 * <p>Where the relay offers PIPELINING (RFC 2920) they are one write, and may go together with the final dot of the message
 * before. DATA is the last of each group: the relay's answer to it is waited for. A message whose envelope was refused and
 * whose content the relay asks for all the same is ended by a lone dot, whose reply belongs to nobody.
 */
final class SmtpEnvelopes {

    private static final Logger log = LoggerFactory.getLogger(SmtpEnvelopes.class);
    private static final int SERVICE_CLOSING = 421;
    private static final int GO_ON = 354;

    /** Ends a message's content. */
    static final byte[] DOT = octets(".\r\n");

    private final SmtpWire wire;
    private final StageTimeouts timeouts;
    private final SmtpExtensions offered;
    private boolean inStep = true;
    /** Whose envelope has left and is not answered yet. */
    private @Nullable Outgoing announced;

    private Stage stage = Stage.MAIL;

    SmtpEnvelopes(SmtpWire wire, StageTimeouts timeouts, SmtpExtensions offered) {
        this.wire = wire;
        this.timeouts = timeouts;
        this.offered = offered;
    }

    /** How far the latest envelope came: where it was refused, if it was. */
    Stage stage() {
        return stage;
    }

    /** Whether another envelope may follow on this connection. */
    boolean inStep() {
        return inStep;
    }

    /** Whether an envelope has left and is not answered yet. */
    boolean underWay() {
        return announced != null;
    }

    /** Ends a message's content; the envelope of the one after it is part of the same write. */
    void writeWithDot(Outgoing following) throws IOException {
        wire.write(octets(".\r\n" + offered.envelope(following)));
        announced = following;
    }

    /** Writes the envelope of the message after the one whose content has ended, while the relay's answer to that is awaited. */
    void write(Outgoing following) throws IOException {
        announced = following;
        wire.writeOn(octets(offered.envelope(following)));
    }

    private void enter(Stage reached) throws IOException {
        stage = reached;
        timeouts.apply(reached);
    }

    /** The reply that refuses the message before its content, and {@link #stage} tells where; null when it may be sent. */
    @Nullable
    SmtpReply refusal(Outgoing message) throws IOException {
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
            wire.write(octets(offered.envelope(message)));
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
            wire.write(octets(offered.command(step, message)));
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
            inStep = false;
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
            inStep = false;
        } else if (contentAsked && inStep) {
            inStep = closed(DOT, "The lone dot");
        }
        leave(refusal);
    }

    /** Ends the refused transaction (RFC 5321 section 4.1.1.5), so that the next one begins clean. */
    private void leave(SmtpReply refusal) throws IOException {
        inStep = inStep && refusal.code() != SERVICE_CLOSING && closed(octets("RSET\r\n"), "RSET");
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

    private static byte[] octets(String command) {
        return command.getBytes(StandardCharsets.UTF_8);
    }
}
