package com.scrabbl.mail;

import java.io.IOException;
import java.net.InetAddress;
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

    private final SocketFactory sockets;
    private @Nullable Socket latest;

    NoDelaySocketFactory(SocketFactory sockets) {
        this.sockets = sockets;
    }

    /** Sets the read time-out of the latest socket. */
    void readTimeout(int millis) throws SocketException {
        Socket socket = latest;
        if (socket != null) {
            socket.setSoTimeout(millis);
        }
    }

    @Override
    public Socket createSocket() throws IOException {
        return prepared(sockets.createSocket());
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return prepared(sockets.createSocket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return prepared(sockets.createSocket(host, port, localHost, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return prepared(sockets.createSocket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        return prepared(sockets.createSocket(address, port, localAddress, localPort));
    }

    private Socket prepared(Socket socket) throws SocketException {
        socket.setTcpNoDelay(true);
        latest = socket;
        return socket;
    }
}
