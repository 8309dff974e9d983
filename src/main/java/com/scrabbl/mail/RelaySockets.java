package com.scrabbl.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Properties;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes the sockets of one connection, and remembers them, so that its read time-out can follow the stage of the
 * conversation and messages can be written in one piece. With TCP_NODELAY: the mail library writes twice and then reads,
 * so that Nagle's algorithm would hold each command for the peer's delayed acknowledgement, some 40 ms.
 */
final class RelaySockets {

    private static final ThreadLocal<@Nullable RelaySockets> OPENED = new ThreadLocal<>();

    private final Duration writeTimeout;
    private @Nullable LeashedSocket plain;
    private @Nullable Socket encrypted;

    /** @param writeTimeout how long the relay may take to read a block of what is written */
    RelaySockets(Duration writeTimeout) {
        this.writeTimeout = writeTimeout;
    }

    /**
     * Has the mail library take its sockets from whatever connection its thread opens.
     *
     * @param prefix {@code mail.smtp.} or {@code mail.smtps.}
     */
    static void putInto(Properties properties, String prefix) {
        properties.put(prefix + "socketFactory", new OfTheThread());
        properties.put(prefix + "socketFactory.fallback", "false");
        TlsLayer.putInto(properties, prefix);
    }

    /** Opens the connection: whatever socket this thread asks for meanwhile is its. */
    void opening(Runnable connecting) {
        OPENED.set(this);
        try {
            connecting.run();
        } finally {
            OPENED.remove();
        }
    }

    /** Those of the connection that this thread opens. */
    static RelaySockets opened() {
        RelaySockets present = OPENED.get();
        if (present == null) {
            throw new IllegalStateException("This thread opens no connection");
        }
        return present;
    }

    /** The socket that TLS is to be laid over; for SMTPS the library made it by itself. */
    LeashedSocket leashed(Socket connected) throws IOException {
        LeashedSocket present = plain;
        if (present == null || present != connected) {
            connected.setTcpNoDelay(true);
            present = new LeashedSocket(connected, writeTimeout);
            plain = present;
        }
        return present;
    }

    /** From now on the conversation is encrypted. */
    void spokenOn(Socket encryptedSocket) {
        encrypted = encryptedSocket;
    }

    /**
     * The conversation on the latest socket, once the session stands and nothing is to be read any more.
     *
     * @throws IOException when there is none
     */
    SmtpWire wire() throws IOException {
        LeashedSocket leash = plain;
        if (leash == null) {
            throw new SocketException("There is no connection");
        }
        Socket spoken = encrypted == null ? leash : encrypted;
        return new SmtpWire(spoken.getInputStream(), spoken.getOutputStream(), leash, encrypted != null);
    }

    /** Sets the read time-out of the latest socket. */
    void readTimeout(int millis) throws SocketException {
        Socket socket = plain;
        if (socket != null) {
            socket.setSoTimeout(millis);
        }
    }

    /**
     * Before a command: what the relay has said unasked would be taken for the answer.
     *
     * @throws IOException if there is more to read
     */
    void requireSilence() throws IOException {
        LeashedSocket socket = plain;
        // Under TLS something may always be under way that is no reply.
        if (socket != null && encrypted == null) {
            socket.requireSilence();
        }
    }

    /** Lets go of the latest socket, however far it came. */
    void closeLatest() {
        Socket socket = plain;
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private LeashedSocket fresh() throws IOException {
        LeashedSocket socket = new LeashedSocket(writeTimeout);
        socket.setTcpNoDelay(true);
        plain = socket;
        encrypted = null;
        return socket;
    }

    /** What the library's session is given, which is the same for all connections. */
    private static final class OfTheThread extends SocketFactory {

        @Override
        public Socket createSocket() throws IOException {
            return opened().fresh();
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return connected(new InetSocketAddress(host, port), null);
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
            return connected(new InetSocketAddress(host, port), new InetSocketAddress(localHost, localPort));
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return connected(new InetSocketAddress(host, port), null);
        }

        @Override
        public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
                throws IOException {
            return connected(new InetSocketAddress(address, port), new InetSocketAddress(localAddress, localPort));
        }

        private Socket connected(InetSocketAddress to, @Nullable InetSocketAddress from) throws IOException {
            Socket socket = createSocket();
            if (from != null) {
                socket.bind(from);
            }
            socket.connect(to);
            return socket;
        }
    }
}
