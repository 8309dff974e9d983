package com.scrabbl.mail;

import com.scrabbl.mail.Answer.Outcome;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * Jakarta Mail's SMTP, which opens the connection (TLS, EHLO, AUTH), with a transaction of our own on it (RFC 5321
 * section 3.3): one command at a time, and always a true account of the stage reached, on which it depends what is known
 * of a message whose connection was lost.
 */
final class StagedTransport extends SMTPTransport {

    private static final int LOWEST_CODE = 200;
    private static final int HIGHEST_CODE = 599;
    private static final int MILLIS_FOR_A_LAST_WORD = 500;

    private final NoDelaySocketFactory sockets;
    private Stage stage = Stage.CONNECT;
    private @Nullable SmtpReply heard;
    private boolean dotLeft;
    private boolean broken;
    /** Under TLS something may always be under way that is no reply. */
    private boolean encrypted;

    StagedTransport(Session session, URLName url, boolean ssl, NoDelaySocketFactory sockets) {
        super(session, url, ssl ? "smtps" : "smtp", ssl);
        this.sockets = sockets;
        this.encrypted = ssl;
    }

    Stage stage() {
        return stage;
    }

    @Override
    protected boolean ehlo(String domain) throws MessagingException {
        stage = Stage.EHLO;
        return super.ehlo(domain);
    }

    @Override
    protected void startTLS() throws MessagingException {
        stage = Stage.STARTTLS;
        encrypted = true;
        super.startTLS();
    }

    /** The library takes each byte for a character; replies are UTF-8 (RFC 6531) if they are not ASCII. */
    @Override
    public synchronized @Nullable String getLastServerResponse() {
        String bytes = super.getLastServerResponse();
        return bytes == null ? null : new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** Whether the conversation is out of step or the connection lost: it must not be used for another message. */
    boolean broken() {
        return broken;
    }

    /**
     * Reads a reply, and keeps the first one to each of our commands: the library says RSET after a refusal, and what
     * becomes of that changes nothing of the verdict.
     */
    @Override
    protected int readServerResponse() throws MessagingException {
        int code;
        try {
            code = super.readServerResponse();
        } catch (MessagingException e) {
            broken = true;
            throw e;
        }
        if (code < LOWEST_CODE || code > HIGHEST_CODE || !ofOneCode(lastResponse())) {
            broken = true;
            throw new MessagingException("No reply", new IOException(closedOrGarbled()));
        }
        if (heard == null) {
            heard = SmtpReply.parse(code, lastResponse());
        }
        return code;
    }

    @Override
    protected void sendCommand(String command) throws MessagingException {
        try {
            if (!encrypted) {
                sockets.requireSilence();
            }
            super.sendCommand(command);
        } catch (IOException e) {
            broken = true;
            throw new MessagingException("Out of step", e);
        } catch (MessagingException e) {
            broken = true;
            throw e;
        }
        dotLeft |= command.equals(".");
    }

    /** Sends one message; the answer's relay and time are the caller's to fill in. */
    synchronized Answer transact(Outgoing message, StageTimeouts timeouts) {
        dotLeft = false;
        try {
            enter(Stage.MAIL, timeouts);
            require2xx(simpleCommand("MAIL FROM:<" + message.from() + ">"));
            enter(Stage.RCPT, timeouts);
            require2xx(simpleCommand("RCPT TO:<" + message.to() + ">"));
            enter(Stage.DATA, timeouts);
            OutputStream data = data();
            enter(Stage.BODY, timeouts);
            write(message.content(), data);
            enter(Stage.DOT, timeouts);
            finishData();
            return verdict(null);
        } catch (MessagingException | IOException | IllegalArgumentException e) {
            return verdict(e);
        }
    }

    /** A relay that cuts off the content may have said why before. */
    private void write(byte[] content, OutputStream data) throws IOException, MessagingException {
        try {
            data.write(content);
        } catch (IOException e) {
            broken = true;
            sockets.readTimeout(MILLIS_FOR_A_LAST_WORD);
            try {
                readServerResponse();
            } catch (MessagingException silent) {
                e.addSuppressed(silent);
            }
            throw e;
        }
    }

    private void enter(Stage next, StageTimeouts timeouts) throws IOException {
        stage = next;
        heard = null;
        timeouts.apply(next);
    }

    private static void require2xx(int code) throws MessagingException {
        if (code / 100 != 2) {
            throw new MessagingException("Refused");
        }
    }

    /** By the reply to the present stage if there was one, whatever happened then; else by what has left this machine. */
    private Answer verdict(@Nullable Exception cause) {
        SmtpReply reply = heard;
        if (reply != null && stage == Stage.DOT && reply.code() / 100 == 2) {
            // Any 2xx to the final dot; the library knows only 250.
            return answer(Outcome.ACCEPTED, stage, reply, null);
        }
        if (reply != null && reply.code() >= 400) {
            return answer(Outcome.REFUSED, stage, reply, null);
        }
        broken = true;
        String why = reply == null ? why(cause) : "the relay answered " + reply + ", which is out of step";
        if (stage == Stage.DOT && dotLeft) {
            return answer(Outcome.UNKNOWN, stage, null, "connection lost after the final dot: " + why);
        }
        Stage reached = stage == Stage.DOT ? Stage.BODY : stage;
        return answer(Outcome.CUT, reached, null, "connection lost at " + reached + ": " + why);
    }

    private static String why(@Nullable Exception cause) {
        if (cause == null) {
            return "no reply";
        }
        String message = cause.getCause() instanceof IOException io ? io.getMessage() : cause.getMessage();
        return SmtpReply.harmless(String.valueOf(message));
    }

    private String lastResponse() {
        String last = getLastServerResponse();
        return last == null ? "" : last;
    }

    private String closedOrGarbled() {
        String last = getLastServerResponse();
        return last == null || last.equals("[EOF]")
                ? "the relay closed the connection"
                : "the relay answered what is no SMTP reply";
    }

    /** All lines of a reply begin with the same code (RFC 5321 section 4.2.1). */
    private static boolean ofOneCode(String lines) {
        String code = lines.substring(0, 3);
        return lines.lines().allMatch(line -> line.startsWith(code));
    }

    private static Answer answer(Outcome outcome, Stage stage, @Nullable SmtpReply reply, @Nullable String text) {
        return new Answer(outcome, stage, reply, text, "", Duration.ZERO);
    }
}
