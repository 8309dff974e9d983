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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A relay that takes a while after each dot, the same for all, as one does that forces each message to a disk. It offers
 * PIPELINING, and keeps the first message that it took.
 */
final class SlowRelay implements AutoCloseable {

    private static final int BACKLOG = 1024;

    private final ServerSocketChannel server;
    private final Selector selector;
    private final Due<SlowConversation> answers;
    private final Thread thread = new Thread(this::serve, "slow relay");
    private volatile byte @Nullable [] first;
    private volatile double mean;

    SlowRelay(Duration afterDot) {
        answers = new Due<>(afterDot);
        try {
            selector = Selector.open();
            server = ServerSocketChannel.open();
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
            server.configureBlocking(false);
            server.register(selector, SelectionKey.OP_ACCEPT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.socket().getLocalPort();
    }

    /** With the ends of lines that came over the wire, and as it was before dots were doubled. */
    String first() {
        byte[] message = first;
        if (message == null) {
            throw new IllegalStateException("No message came");
        }
        return new String(message, StandardCharsets.ISO_8859_1).replace("\r\n..", "\r\n.");
    }

    /** Milliseconds between a dot and its answer, on average. */
    double meanDelay() {
        return mean;
    }

    private void serve() {
        try {
            while (selector.isOpen()) {
                answers.select(selector);
                for (SelectionKey key : selector.selectedKeys()) {
                    if (key.isAcceptable()) {
                        accept();
                    } else {
                        guarded(key, SlowConversation::ready);
                    }
                }
                selector.selectedKeys().clear();
                for (SlowConversation due = answers.take(); due != null; due = answers.take()) {
                    guarded(due.key(), SlowConversation::answered);
                }
                mean = answers.mean();
            }
        } catch (ClosedSelectorException e) {
            // It was closed.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A part of a conversation. */
    @FunctionalInterface
    private interface Part {
        void of(SlowConversation conversation) throws IOException;
    }

    private static void guarded(SelectionKey key, Part part) throws IOException {
        try {
            part.of((SlowConversation) key.attachment());
        } catch (IOException e) {
            // The sender is gone.
            key.channel().close();
        }
    }

    private void accept() throws IOException {
        for (SocketChannel channel = server.accept(); channel != null; channel = server.accept()) {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
            SlowConversation conversation = new SlowConversation(key, this::took);
            key.attach(conversation);
            conversation.greet();
        }
    }

    private void took(SlowConversation conversation, ByteBuffer message) {
        if (first == null) {
            byte[] bytes = new byte[message.remaining()];
            message.get(bytes);
            first = bytes;
        }
        answers.add(conversation);
    }

    @Override
    public void close() {
        try {
            selector.close();
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
