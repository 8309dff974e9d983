package com.scrabbl.mail;

import jakarta.mail.MessagingException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One persistent connection to the relay. */
final class SmtpConnection implements MailConnection {

    private static final Logger log = LoggerFactory.getLogger(SmtpConnection.class);
    private static final int SERVICE_CLOSING = 421;

    private final StagedTransport transport;
    private final StageTimeouts timeouts;
    private final String relay;
    private boolean usable = true;

    SmtpConnection(StagedTransport transport, StageTimeouts timeouts, String relay) {
        this.transport = transport;
        this.timeouts = timeouts;
        this.relay = relay;
    }

    @Override
    public Answer send(Outgoing message) {
        long begun = System.nanoTime();
        Answer answer = transport.transact(message, timeouts);
        usable = switch (answer.outcome()) {
            case ACCEPTED -> !transport.broken();
            case REFUSED ->
                answer.reply() != null
                        && answer.reply().code() != SERVICE_CLOSING
                        && !transport.broken()
                        && (answer.stage() == Stage.DOT || reset());
            case CUT, UNKNOWN -> false;
        };
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        return new Answer(answer.outcome(), answer.stage(), answer.reply(), answer.text(), relay, took);
    }

    @Override
    public boolean usable() {
        return usable;
    }

    /** Ends the refused transaction (RFC 5321 section 4.1.1.5), so that the next one begins clean. */
    private boolean reset() {
        try {
            return transport.simpleCommand("RSET") == 250;
        } catch (MessagingException e) {
            log.debug("RSET failed; a new connection will be opened: {}", SmtpReply.harmless(String.valueOf(e)));
            return false;
        }
    }

    @Override
    public void close() {
        try {
            transport.close();
        } catch (MessagingException e) {
            log.debug("QUIT failed; every message had its answer before: {}", SmtpReply.harmless(String.valueOf(e)));
        }
    }
}
