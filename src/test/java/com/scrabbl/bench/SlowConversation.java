package com.scrabbl.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.BiConsumer;

/** One connection of the slow relay. Commands that came together with a message wait until that one is answered. */
final class SlowConversation {

    private static final byte[] END = "\r\n.\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int AFTER_LINE = 2;

    private enum Stage {
        COMMANDS,
        CONTENT,
        WAITING
    }

    private final SelectionKey key;
    private final SocketChannel channel;
    private final BiConsumer<SlowConversation, ByteBuffer> took;
    private final ByteBuffer in = ByteBuffer.allocate(256 * 1024);
    private final StringBuilder replies = new StringBuilder();
    private Stage stage = Stage.COMMANDS;

    /** How many bytes of END came last. */
    private int ending;

    /** Up to which byte the content was looked at. */
    private int looked;

    SlowConversation(SelectionKey key, BiConsumer<SlowConversation, ByteBuffer> took) {
        this.key = key;
        this.channel = (SocketChannel) key.channel();
        this.took = took;
    }

    SelectionKey key() {
        return key;
    }

    void greet() throws IOException {
        reply("220 slow.example ESMTP");
        flush();
    }

    void ready() throws IOException {
        if (channel.read(in) < 0) {
            channel.close();
            return;
        }
        go();
    }

    /** The time after the dot is over. */
    void answered() throws IOException {
        if (!channel.isOpen()) {
            return;
        }
        reply("250 2.0.0 Ok: queued");
        stage = Stage.COMMANDS;
        key.interestOps(SelectionKey.OP_READ);
        go();
    }

    private void go() throws IOException {
        in.flip();
        boolean more = true;
        while (more && channel.isOpen()) {
            more = switch (stage) {
                case COMMANDS -> command();
                case CONTENT -> content();
                case WAITING -> false;
            };
        }
        in.compact();
        if (!in.hasRemaining()) {
            throw new IOException("A message is larger than " + in.capacity());
        }
        flush();
    }

    private boolean command() throws IOException {
        for (int at = in.position(); at < in.limit(); at++) {
            if (in.get(at) == '\n') {
                String line = new String(in.array(), in.position(), at - in.position(), StandardCharsets.ISO_8859_1);
                in.position(at + 1);
                obey(line.strip());
                return true;
            }
        }
        return false;
    }

    private void obey(String line) throws IOException {
        switch (line.length() < 4 ? line : line.substring(0, 4).toUpperCase(Locale.ROOT)) {
            case "EHLO" -> reply("250-slow.example\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 ENHANCEDSTATUSCODES");
            case "DATA" -> {
                reply("354 End data with <CR><LF>.<CR><LF>");
                stage = Stage.CONTENT;
                ending = AFTER_LINE;
                looked = 0;
            }
            case "QUIT" -> {
                reply("221 2.0.0 Bye");
                flush();
                channel.close();
            }
            default -> reply("250 2.0.0 Ok");
        }
    }

    private boolean content() {
        byte[] bytes = in.array();
        for (int at = in.position() + looked; at < in.limit(); at++) {
            byte next = bytes[at];
            if (next == END[ending]) {
                ending++;
            } else {
                ending = next == '\r' ? 1 : 0;
            }
            if (ending == END.length) {
                ByteBuffer message = in.slice(in.position(), Math.max(0, at - 2 - in.position()));
                in.position(at + 1);
                stage = Stage.WAITING;
                // It is heard again when this message is answered.
                key.interestOps(0);
                took.accept(this, message);
                return false;
            }
        }
        looked = in.remaining();
        return false;
    }

    private void reply(String line) {
        replies.append(line).append("\r\n");
    }

    /** Replies are short: a socket always has room for them. */
    private void flush() throws IOException {
        if (replies.isEmpty() || !channel.isOpen()) {
            return;
        }
        ByteBuffer out = ByteBuffer.wrap(replies.toString().getBytes(StandardCharsets.US_ASCII));
        replies.setLength(0);
        while (out.hasRemaining()) {
            if (channel.write(out) == 0) {
                Thread.onSpinWait();
            }
        }
    }
}
