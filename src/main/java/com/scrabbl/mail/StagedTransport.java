package com.scrabbl.mail;

import com.scrabbl.mail.Answer.Outcome;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * Jakarta Mail's SMTP, which opens the connection (TLS, EHLO, AUTH), with a transaction of our own on it (RFC 5321
 * section 3.3): one command at a time, and always a true account of the stage reached, on which it depends what is known
 * of a message whose connection was lost.
 */
final class StagedTransport extends SMTPTransport {

    private Stage stage = Stage.CONNECT;

    StagedTransport(Session session, URLName url, boolean ssl) {
        super(session, url, ssl ? "smtps" : "smtp", ssl);
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
        super.startTLS();
    }

    /** Sends one message; the answer's relay and time are the caller's to fill in. */
    synchronized Answer transact(Outgoing message, StageTimeouts timeouts) {
        try {
            enter(Stage.MAIL, timeouts);
            if (command("MAIL FROM:<" + message.from() + ">") && enterAnd(Stage.RCPT, timeouts, message)) {
                return content(message.content(), timeouts);
            }
            return refused();
        } catch (MessagingException | IOException | IllegalArgumentException e) {
            return lost(e);
        }
    }

    private boolean enterAnd(Stage next, StageTimeouts timeouts, Outgoing message)
            throws MessagingException, IOException {
        enter(next, timeouts);
        return command("RCPT TO:<" + message.to() + ">");
    }

    private Answer content(byte[] content, StageTimeouts timeouts) throws MessagingException, IOException {
        enter(Stage.DATA, timeouts);
        OutputStream data;
        try {
            data = data();
        } catch (SMTPSendFailedException e) {
            return refusedUnlessLost(e);
        }
        enter(Stage.BODY, timeouts);
        data.write(content);
        enter(Stage.DOT, timeouts);
        try {
            finishData();
        } catch (SMTPSendFailedException e) {
            return e.getReturnCode() / 100 == 2 ? accepted() : refusedUnlessLost(e);
        }
        return accepted();
    }

    /** Any 2xx to the final dot; the library knows only 250. */
    private Answer accepted() {
        return answer(Outcome.ACCEPTED, reply(), null);
    }

    private void enter(Stage next, StageTimeouts timeouts) throws IOException {
        stage = next;
        timeouts.apply(next);
    }

    /** Whether the relay said yes. */
    private boolean command(String line) throws MessagingException {
        int code = simpleCommand(line);
        if (code < 0) {
            throw new MessagingException(closedOrGarbled());
        }
        return code >= 200 && code < 300;
    }

    private Answer refusedUnlessLost(SMTPSendFailedException e) {
        return e.getReturnCode() < 0 ? lost(new MessagingException(closedOrGarbled())) : refused();
    }

    private Answer refused() {
        return answer(Outcome.REFUSED, reply(), null);
    }

    private Answer lost(Exception cause) {
        String why = cause.getCause() instanceof IOException io ? io.getMessage() : cause.getMessage();
        return stage == Stage.DOT
                ? answer(Outcome.UNKNOWN, null, "connection lost after the final dot: " + why)
                : answer(Outcome.CUT, null, "connection lost at " + stage + ": " + why);
    }

    private String closedOrGarbled() {
        String last = getLastServerResponse();
        return last == null || last.equals("[EOF]")
                ? "the relay closed the connection"
                : "the relay answered what is no SMTP reply";
    }

    private SmtpReply reply() {
        return SmtpReply.parse(getLastReturnCode(), getLastServerResponse());
    }

    private Answer answer(Outcome outcome, @Nullable SmtpReply reply, @Nullable String text) {
        return new Answer(outcome, stage, reply, text, "", Duration.ZERO);
    }
}
