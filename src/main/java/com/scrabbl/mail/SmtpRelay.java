package com.scrabbl.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;

/** A relay, which takes our messages and delivers them to the world; as a component, the one of {@code spring.mail.*}. */
@Component
public class SmtpRelay implements MailTransport {

    private static final int DEFAULT_PORT = 25;
    private static final int DEFAULT_PORT_OF_SMTPS = 465;

    private final JavaMailSenderImpl settings;
    private final String keys;
    private final boolean implicitTls;
    /** By whether the relay is on this machine, which may turn out otherwise than before. */
    private final Map<Boolean, RelaySession> sessions = new ConcurrentHashMap<>();

    @Autowired
    SmtpRelay(JavaMailSenderImpl settings) {
        this(settings, "spring.mail");
    }

    /** @param keys how the keys begin by which it is set */
    SmtpRelay(JavaMailSenderImpl settings, String keys) {
        this.settings = settings;
        this.keys = keys;
        this.implicitTls = "smtps".equals(settings.getProtocol())
                || Boolean.parseBoolean(settings.getJavaMailProperties().getProperty("mail.smtp.ssl.enable"));
    }

    @Override
    public String name() {
        return host() + ":" + port();
    }

    /** Whether the relay is on this machine, so that nothing crosses a network in the clear. */
    public boolean onThisMachine() {
        try {
            return InetAddress.getByName(host()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /**
     * Connects, with TLS and authentication as configured.
     *
     * @throws RelayException with one sentence that names host, port and the key to set
     */
    @Override
    public MailConnection open() {
        RelaySession session =
                sessions.computeIfAbsent(onThisMachine(), here -> RelaySession.of(settings, implicitTls, here));
        RelaySockets sockets = session.sockets();
        StagedTransport transport = session.transport(host(), port(), sockets);
        try {
            sockets.opening(() -> connect(transport));
            return new SmtpConnection(transport, sockets.wire(), session.timeouts(sockets), name());
        } catch (RelayException e) {
            sockets.closeLatest();
            throw e;
        } catch (IOException e) {
            sockets.closeLatest();
            throw new RelayException(
                    Stage.CONNECT, null, false, "The relay " + name() + " is gone: " + e.getMessage() + ".", e);
        }
    }

    private void connect(StagedTransport transport) {
        try {
            transport.connect(host(), port(), settings.getUsername(), settings.getPassword());
        } catch (AuthenticationFailedException e) {
            throw refused(
                    transport,
                    Stage.AUTH,
                    "The relay " + name() + " refused the login" + said(transport, e) + ": check " + keys
                            + ".username and " + keys + ".password.",
                    e);
        } catch (MessagingException e) {
            Stage stage = stage(transport, e);
            throw refused(transport, stage, sentence(stage, transport, e), e);
        }
    }

    private RelayException refused(StagedTransport transport, Stage stage, String sentence, MessagingException e) {
        SmtpReply reply = reply(transport);
        boolean atOurSettings = stage == Stage.EHLO || stage == Stage.STARTTLS || stage == Stage.AUTH;
        boolean tls = root(e) instanceof SSLException;
        boolean lost = !tls && (transport.getLastReturnCode() <= 0 || root(e) instanceof IOException);
        boolean forNow = reply != null && reply.transientNegative();
        return new RelayException(stage, reply, atOurSettings && !lost && !forNow, sentence, harmlessCause(e));
    }

    /** With TLS from the first byte, what fails of it is TLS and no connection. */
    private Stage stage(StagedTransport transport, MessagingException e) {
        return implicitTls && root(e) instanceof SSLException ? Stage.STARTTLS : transport.stage();
    }

    private String sentence(Stage stage, StagedTransport transport, MessagingException e) {
        return switch (stage) {
            case CONNECT ->
                "The relay " + name() + " does not answer" + said(transport, e) + ": check " + keys + ".host and "
                        + keys + ".port.";
            case STARTTLS ->
                "TLS with the relay " + name() + " failed" + said(transport, e) + ": check its certificate, and " + keys
                        + ".properties.mail.smtp.starttls.enable and .required.";
            default ->
                "The relay " + name() + " refused the session" + said(transport, e) + ": check " + keys + ".port and "
                        + keys + ".properties.mail.smtp.*.";
        };
    }

    private String said(StagedTransport transport, MessagingException e) {
        SmtpReply reply = reply(transport);
        if (reply != null) {
            return " (" + reply + ")";
        }
        String why = root(e).getMessage();
        return why == null ? "" : " (" + SmtpReply.harmless(withoutPassword(why)) + ")";
    }

    /** The relay's last word, if that was a refusal. */
    private @Nullable SmtpReply reply(StagedTransport transport) {
        int code = transport.getLastReturnCode();
        String last = transport.getLastServerResponse();
        return code >= 400 && code <= 599 && last != null ? SmtpReply.parse(code, withoutPassword(last)) : null;
    }

    /** A relay may repeat what it was sent, as AUTH LOGIN and AUTH PLAIN (RFC 4616) write it. */
    private String withoutPassword(String said) {
        @Nullable String password = settings.getPassword();
        if (password == null || password.isEmpty()) {
            return said;
        }
        return Stream.of("\0" + settings.getUsername() + "\0" + password, password)
                .map(sent -> Base64.getEncoder().encodeToString(sent.getBytes(StandardCharsets.UTF_8)))
                .reduce(said, (text, sent) -> text.replace(sent, "(the password)"))
                .replace(password, "(the password)");
    }

    /** What the library throws quotes the relay as it spoke; a log shows the whole chain of causes. */
    private static @Nullable Throwable harmlessCause(MessagingException e) {
        Throwable root = root(e);
        return root instanceof MessagingException ? null : root;
    }

    private static Throwable root(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private String host() {
        @Nullable String host = settings.getHost();
        return host == null || host.isBlank() ? "localhost" : host;
    }

    private int port() {
        int port = settings.getPort();
        return port > 0 ? port : implicitTls ? DEFAULT_PORT_OF_SMTPS : DEFAULT_PORT;
    }
}
