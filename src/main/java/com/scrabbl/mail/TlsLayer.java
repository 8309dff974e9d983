package com.scrabbl.mail;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.util.MailSSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Lays TLS over the sockets of the connection that a thread opens, by the properties that the mail library would go by
 * itself, and has the encrypted one remembered. It is of the library's own type, which is asked whether a host is trusted
 * by its name.
 */
final class TlsLayer extends MailSSLSocketFactory {

    /** Who knows the certificates; null for the library's way with hosts that are trusted by name. */
    private final @Nullable SSLSocketFactory given;

    private TlsLayer(@Nullable SSLSocketFactory given) throws GeneralSecurityException {
        this.given = given;
    }

    /**
     * Has the library take its encrypted sockets from here.
     *
     * @param prefix {@code mail.smtp.} or {@code mail.smtps.}
     */
    static void putInto(Properties properties, String prefix) {
        String factory = prefix + "ssl.socketFactory";
        if (properties.containsKey(factory + ".class")) {
            throw new IllegalStateException("spring.mail.properties." + factory
                    + ".class is not supported: name the certificates by spring.mail.ssl.bundle.");
        }
        // With this key the library would make a factory of its own for SMTPS.
        Object trusted = properties.remove(prefix + "ssl.trust");
        try {
            TlsLayer layer = new TlsLayer(
                    properties.get(factory) instanceof SSLSocketFactory own
                            ? own
                            : trusted == null ? (SSLSocketFactory) SSLSocketFactory.getDefault() : null);
            if (layer.given == null && "*".equals(trusted)) {
                layer.setTrustAllHosts(true);
            } else if (layer.given == null) {
                layer.setTrustedHosts(String.valueOf(trusted).split("\\s+"));
            }
            properties.put(factory, layer);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    @Override
    public Socket createSocket(Socket plain, String host, int port, boolean autoClose) throws IOException {
        RelaySockets sockets = RelaySockets.opened();
        Socket below = sockets.leashed(plain);
        Socket encrypted = given == null
                ? super.createSocket(below, host, port, autoClose)
                : given.createSocket(below, host, port, autoClose);
        sockets.spokenOn(encrypted);
        return encrypted;
    }
}
