package com.scrabbl.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * Jakarta Mail's SMTP, which opens the session (TLS, EHLO, AUTH) and ends it (QUIT), and tells how far it came. The
 * transactions are not its own: it waits for the answer to each command before it writes the next.
 */
final class StagedTransport extends SMTPTransport {

    private static final int LOWEST_CODE = 200;
    private static final int HIGHEST_CODE = 599;

    private final RelaySockets sockets;
    private Stage stage = Stage.CONNECT;

    StagedTransport(Session session, URLName url, boolean ssl, RelaySockets sockets) {
        super(session, url, ssl ? "smtps" : "smtp", ssl);
        this.sockets = sockets;
    }

    Stage stage() {
        return stage;
    }

    /** Ends the connection without a word. */
    void hangUp() {
        sockets.closeLatest();
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

    /** The library takes each byte for a character; replies are UTF-8 (RFC 6531) if they are not ASCII. */
    @Override
    public synchronized @Nullable String getLastServerResponse() {
        String bytes = super.getLastServerResponse();
        return bytes == null ? null : new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    @Override
    protected int readServerResponse() throws MessagingException {
        int code = super.readServerResponse();
        if (code < LOWEST_CODE || code > HIGHEST_CODE || !ofOneCode(lastResponse())) {
            throw new MessagingException("No reply", new IOException(closedOrGarbled()));
        }
        return code;
    }

    @Override
    protected void sendCommand(String command) throws MessagingException {
        try {
            sockets.requireSilence();
        } catch (IOException e) {
            throw new MessagingException("Out of step", e);
        }
        super.sendCommand(command);
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
}
