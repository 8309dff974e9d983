package com.scrabbl.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes the sockets of one connection with TCP_NODELAY: the mail library writes twice and then reads, so that Nagle's
 * algorithm would hold each message for the peer's delayed acknowledgement, some 40 ms. Remembers the latest socket, so
 * that its read time-out can follow the stage of the conversation.
 */
final class NoDelaySocketFactory extends SocketFactory {

    private @Nullable LeashedSocket latest;

    /** Sets the read time-out of the latest socket. */
    void readTimeout(int millis) throws SocketException {
        Socket socket = latest;
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
        LeashedSocket socket = latest;
        if (socket != null) {
            socket.requireSilence();
        }
    }

    /** Lets go of the latest socket, however far it came. */
    void closeLatest() {
        Socket socket = latest;
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    @Override
    public Socket createSocket() throws IOException {
        LeashedSocket socket = new LeashedSocket();
        socket.setTcpNoDelay(true);
        latest = socket;
        return socket;
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
