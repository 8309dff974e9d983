package com.scrabbl.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** A long line to a relay on this machine: what either side says arrives later, and as much as it wants to say. */
final class SlowLine implements AutoCloseable {

    private static final int PARCEL = 64 * 1024;

    private final InetSocketAddress relay;
    private final ServerSocketChannel server;
    private final Selector selector;
    private final Due<Parcel> under;
    private volatile double mean;

    /** @param oneWay half of a round trip */
    SlowLine(int relay, Duration oneWay) {
        this.relay = new InetSocketAddress(InetAddress.getLoopbackAddress(), relay);
        under = new Due<>(oneWay);
        try {
            selector = Selector.open();
            server = ServerSocketChannel.open();
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            server.configureBlocking(false);
            server.register(selector, SelectionKey.OP_ACCEPT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::carry, "slow line");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.socket().getLocalPort();
    }

    /** Milliseconds that a parcel was under way, on average. */
    double meanDelay() {
        return mean;
    }

    /** What was read at once; nothing at the end of what is said. */
    private record Parcel(End to, @Nullable ByteBuffer content) {}

    /** One of the two ends of a line: what is to be written there. */
    private static final class End {

        private final SocketChannel channel;
        private final ArrayDeque<ByteBuffer> arrived = new ArrayDeque<>();
        private @Nullable End other;
        private boolean ended;

        End(SocketChannel channel) {
            this.channel = channel;
        }

        void take(@Nullable ByteBuffer content, Selector selector) throws IOException {
            if (content == null) {
                ended = true;
            } else {
                arrived.add(content);
            }
            write(selector);
        }

        void write(Selector selector) throws IOException {
            while (!arrived.isEmpty()) {
                ByteBuffer next = arrived.peek();
                channel.write(next);
                if (next.hasRemaining()) {
                    channel.keyFor(selector).interestOpsOr(SelectionKey.OP_WRITE);
                    return;
                }
                arrived.remove();
            }
            channel.keyFor(selector).interestOpsAnd(~SelectionKey.OP_WRITE);
            if (ended) {
                channel.shutdownOutput();
                if (other != null && other.ended) {
                    hangUp(this);
                }
            }
        }
    }

    private void carry() {
        try {
            while (selector.isOpen()) {
                under.select(selector);
                for (SelectionKey key : selector.selectedKeys()) {
                    if (key.isAcceptable()) {
                        accept();
                    } else {
                        handle(key);
                    }
                }
                selector.selectedKeys().clear();
                for (Parcel parcel = under.take(); parcel != null; parcel = under.take()) {
                    deliver(parcel);
                }
                mean = under.mean();
            }
        } catch (ClosedSelectorException e) {
            // It was closed.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() throws IOException {
        SocketChannel caller = server.accept();
        if (caller == null) {
            return;
        }
        SocketChannel called = SocketChannel.open(relay);
        End here = new End(caller);
        End there = new End(called);
        here.other = there;
        there.other = here;
        for (End end : new End[] {here, there}) {
            end.channel.configureBlocking(false);
            end.channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            end.channel.register(selector, SelectionKey.OP_READ, end);
        }
    }

    private void handle(SelectionKey key) throws IOException {
        End end = (End) key.attachment();
        try {
            if (key.isValid() && key.isWritable()) {
                end.write(selector);
            }
            if (key.isValid() && key.isReadable()) {
                read(key, end);
            }
        } catch (IOException e) {
            hangUp(end);
        }
    }

    private void read(SelectionKey key, End from) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(PARCEL);
        End to = java.util.Objects.requireNonNull(from.other);
        if (from.channel.read(content) < 0) {
            key.interestOpsAnd(~SelectionKey.OP_READ);
            under.add(new Parcel(to, null));
        } else {
            under.add(new Parcel(to, content.flip()));
        }
    }

    private void deliver(Parcel parcel) throws IOException {
        try {
            if (parcel.to().channel.isOpen()) {
                parcel.to().take(parcel.content(), selector);
            }
        } catch (IOException e) {
            hangUp(parcel.to());
        }
    }

    private static void hangUp(End end) throws IOException {
        end.channel.close();
        java.util.Objects.requireNonNull(end.other).channel.close();
    }

    @Override
    public void close() {
        try {
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
