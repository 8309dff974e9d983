package com.scrabbl.proofs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A relay that offers PIPELINING, takes every message, and writes its {@link Journal} before it answers the final dot. Whoever watches is
 * told of each moment of each conversation while the conversation waits, and so can kill the sender right there.
 */
final class Sink implements AutoCloseable {

    /** The moments of a conversation. */
    enum Moment {
        /** A connection is open; the banner is not written yet. */
        CONNECTED,
        /** The sender has said EHLO. */
        GREETED,
        /** RCPT was answered, DATA has come and is not answered. */
        BEFORE_DATA,
        /** Part of the content has been read. */
        IN_DATA,
        /** The dot has been read; the journal does not have the message. */
        AFTER_DOT,
        /** The journal has the message; the sender has no answer. */
        JOURNALED,
        /** The answer is written. */
        ANSWERED,
        /** The sender has said QUIT. */
        LEFT
    }

    /** Whoever is told of the moments. */
    interface Watcher {

        /**
         * What the relay does then.
         *
         * @return whether it goes on with the conversation; else it closes the connection, and takes nothing more
         */
        boolean at(Moment moment);
    }

    /** Whoever refuses recipients. */
    @FunctionalInterface
    interface Refusing {

        /** The answer to RCPT; null takes the recipient. */
        @org.jspecify.annotations.Nullable
        String reply(String recipient);
    }

    /** After so many lines of the content comes {@link Moment#IN_DATA}; a digest has some hundred. */
    private static final int LINES = 40;

    private final ServerSocket server;
    private final Journal journal;
    private volatile Watcher watcher = moment -> true;
    private volatile int slowestAnswer = 6;
    private volatile Refusing refusing = recipient -> null;

    Sink(Path journal) {
        this.journal = new Journal(journal);
        try {
            server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    Journal journal() {
        return journal;
    }

    /** From now on this one is told. */
    void watchedBy(Watcher next) {
        watcher = next;
    }

    /** So many milliseconds, at most, from the dot to the answer. */
    void answersWithin(int millis) {
        slowestAnswer = millis;
    }

    /** From now on recipients are refused as this one says. */
    void refuses(Refusing next) {
        refusing = next;
    }

    void unwatched() {
        watcher = moment -> true;
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                thread(() -> converse(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void converse(Socket socket) {
        try (socket;
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            if (watcher.at(Moment.CONNECTED)) {
                say(out, "220 sink ESMTP");
                answer(in, out);
            }
        } catch (IOException e) {
            // The sender is gone, which is what these conversations are for.
        }
    }

    private void answer(BufferedReader in, OutputStream out) throws IOException {
        String recipient = "";
        boolean refused = false;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            switch (line.length() < 4 ? line : line.substring(0, 4).toUpperCase(java.util.Locale.ROOT)) {
                case "EHLO" -> {
                    if (!watcher.at(Moment.GREETED)) {
                        return;
                    }
                    say(out, "250-sink\r\n250 PIPELINING");
                }
                case "RCPT" -> {
                    recipient = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
                    String refusal = refusing.reply(recipient);
                    refused = refusal != null;
                    say(out, refusal == null ? "250 2.1.5 ok" : refusal);
                }
                case "DATA" -> {
                    if (!take(in, out, recipient, refused)) {
                        return;
                    }
                }
                case "QUIT" -> {
                    watcher.at(Moment.LEFT);
                    say(out, "221 2.0.0 bye");
                    return;
                }
                default -> say(out, "250 2.0.0 ok");
            }
        }
    }

    private boolean take(BufferedReader in, OutputStream out, String recipient, boolean refused) throws IOException {
        if (!watcher.at(Moment.BEFORE_DATA)) {
            return false;
        }
        say(out, "354 go on");
        String content = content(in);
        if (content == null || !watcher.at(Moment.AFTER_DOT)) {
            return false;
        }
        if (refused && content.isEmpty()) {
            // The lone dot of RFC 2920 3.1. Anything more would be a message to somebody who was refused: the journal
            // is to show it.
            say(out, "554 5.5.1 no valid recipients");
            return true;
        }
        pause();
        journal.take(recipient, content);
        if (!watcher.at(Moment.JOURNALED)) {
            return false;
        }
        say(out, "250 2.0.0 queued");
        return watcher.at(Moment.ANSWERED);
    }

    /** Null when the sender went away before the dot. */
    private @org.jspecify.annotations.Nullable String content(BufferedReader in) throws IOException {
        StringBuilder content = new StringBuilder();
        int lines = 0;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.equals(".")) {
                return content.toString();
            }
            content.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
            if (++lines == LINES && !watcher.at(Moment.IN_DATA)) {
                return null;
            }
        }
        return null;
    }

    /** Lets the lanes get out of step. */
    private void pause() {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(slowestAnswer / 4, slowestAnswer));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static void thread(Runnable task) {
        Thread thread = new Thread(task, "sink");
        thread.setDaemon(true);
        thread.start();
    }
}
