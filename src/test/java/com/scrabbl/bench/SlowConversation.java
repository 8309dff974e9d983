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

    /** Of END without its first line end, if nothing comes before it. */
    private static final int EMPTY = 3;

    private enum Stage {
        COMMANDS,
        CONTENT,
        WAITING
    }

    private final SelectionKey key;
    private final SocketChannel channel;
    private final BiConsumer<SlowConversation, ByteBuffer> took;
    private final ByteBuffer in = ByteBuffer.allocateDirect(256 * 1024);
    private final StringBuilder replies = new StringBuilder();
    private Stage stage = Stage.COMMANDS;

    /** Bytes of the content in which END does not begin. */
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

    /** The time after the dot is over. What has come meanwhile is answered at once, as by a relay that reads on. */
    void answered() throws IOException {
        if (!channel.isOpen()) {
            return;
        }
        reply("250 2.0.0 Ok: queued");
        stage = Stage.COMMANDS;
        key.interestOps(SelectionKey.OP_READ);
        ready();
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
                byte[] line = new byte[at - in.position()];
                in.get(line).get();
                obey(new String(line, StandardCharsets.ISO_8859_1).strip());
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
        int start = in.position();
        if (begins(start, END.length - EMPTY)) {
            return taken(start, start, start + EMPTY);
        }
        int at = start + looked;
        while (at + END.length <= in.limit()) {
            int step = step(in.get(at + END.length - 1));
            if (step == 0 && begins(at, 0)) {
                return taken(start, at + END.length - EMPTY, at + END.length);
            }
            at += Math.max(1, step);
        }
        looked = at - start;
        return false;
    }

    /**
     * By how many bytes END can begin later at the least, when this byte is where its last one would be: most of a message is
     * passed over so, since what this relay computes is taken from the sender on the same processors.
     */
    private static int step(byte last) {
        return switch (last) {
            case '\n' -> 0;
            case '\r' -> 1;
            case '.' -> 2;
            default -> END.length;
        };
    }

    /** Whether END from that byte of it on stands there. */
    private boolean begins(int at, int from) {
        for (int i = from; i < END.length; i++) {
            int index = at + i - from;
            if (index >= in.limit() || in.get(index) != END[i]) {
                return false;
            }
        }
        return true;
    }

    private boolean taken(int start, int end, int next) {
        ByteBuffer message = in.slice(start, end - start);
        in.position(next);
        stage = Stage.WAITING;
        // It is heard again when this message is answered.
        key.interestOps(0);
        took.accept(this, message);
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
