package com.scrabbl.mail;

import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * What all connections to a relay have in common: the mail library's session, made once, since it looks through the whole
 * class path for providers, which costs many times what a connection does. For several threads.
 */
final class RelaySession {

    private final Session session;
    private final boolean implicitTls;
    private final boolean staged;
    private final Duration writeTimeout;

    private RelaySession(Session session, boolean implicitTls, boolean staged, Duration writeTimeout) {
        this.session = session;
        this.implicitTls = implicitTls;
        this.staged = staged;
        this.writeTimeout = writeTimeout;
    }

    /** @param here whether the relay is on this machine */
    static RelaySession of(JavaMailSenderImpl settings, boolean implicitTls, boolean here) {
        Properties properties = new Properties();
        properties.putAll(settings.getJavaMailProperties());
        String prefix = implicitTls ? "mail.smtps." : "mail.smtp.";
        if (implicitTls) {
            adoptForSmtps(properties);
        }
        boolean login =
                settings.getUsername() != null && !settings.getUsername().isEmpty();
        properties.putIfAbsent(prefix + "auth", Boolean.toString(login));
        if (!implicitTls && !here) {
            protectByDefault(properties, prefix, login);
        }
        RelaySockets.putInto(properties, prefix);
        // QUIT is said and not waited for: every message had its verdict before.
        properties.putIfAbsent(prefix + "quitwait", "false");
        boolean staged = StageTimeouts.putInto(properties, prefix);
        Duration writeTimeout = StageTimeouts.forWriting(properties, prefix);
        return new RelaySession(Session.getInstance(properties), implicitTls, staged, writeTimeout);
    }

    /** For another connection. */
    RelaySockets sockets() {
        return new RelaySockets(writeTimeout);
    }

    /** Another connection, not open yet. */
    StagedTransport transport(String host, int port, RelaySockets sockets) {
        URLName url = new URLName(implicitTls ? "smtps" : "smtp", host, port, null, null, null);
        return new StagedTransport(session, url, implicitTls, sockets);
    }

    /** How long that connection waits. */
    StageTimeouts timeouts(RelaySockets sockets) {
        return new StageTimeouts(sockets, staged);
    }

    /** The library reads the keys of SMTPS under a prefix of its own; people write {@code mail.smtp.} for both. */
    private static void adoptForSmtps(Properties properties) {
        for (Map.Entry<Object, Object> property : Map.copyOf(properties).entrySet()) {
            if (property.getKey() instanceof String key && key.startsWith("mail.smtp.")) {
                properties.putIfAbsent("mail.smtps." + key.substring("mail.smtp.".length()), property.getValue());
            }
        }
    }

    /** Unless told otherwise, TLS is used when another machine offers it, and a password never leaves without it. */
    private static void protectByDefault(Properties properties, String prefix, boolean login) {
        properties.putIfAbsent(prefix + "starttls.enable", "true");
        properties.putIfAbsent(prefix + "starttls.required", Boolean.toString(login));
    }
}
