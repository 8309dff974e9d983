package com.scrabbl.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** An SMTP server that answers as a test says, and journals what it took before it says so. */
public final class ScriptedRelay implements AutoCloseable {

    /** Closes the connection instead of answering. */
    public static final String CLOSE = "(close)";

    /** Never answers. */
    public static final String HANG = "(hang)";

    private static final String DOT = ".";

    private final Listener listener = new Listener(0, this::converse);
    private final Script script;
    private final List<Taken> journal = new CopyOnWriteArrayList<>();

    /** A message that the relay took. */
    public record Taken(String recipient, String content) {}

    /** Decides the answers. */
    @FunctionalInterface
    public interface Script {
        /**
         * The answer, {@link #CLOSE} or {@link #HANG}; null for the friendly one.
         *
         * @param command {@code CONNECT}, the client's line, or {@code .} for the end of the content
         * @param recipient of the present transaction, empty before RCPT
         * @param connection 1 for the first
         */
        @Nullable
        String answer(String command, String recipient, int connection);
    }

    public ScriptedRelay(Script script) {
        this.script = script;
        listener.open();
    }

    public int port() {
        return listener.port();
    }

    public List<Taken> journal() {
        return journal;
    }

    public int connections() {
        return listener.connections();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void converse(Socket socket, int number) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        OutputStream out = socket.getOutputStream();
        String recipient = "";
        if (!answered(out, "CONNECT", recipient, number, "220 scripted ESMTP")) {
            return;
        }
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String verb = line.length() < 4 ? line : line.substring(0, 4).toUpperCase(java.util.Locale.ROOT);
            if (verb.equals("RCPT")) {
                recipient = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
            }
            String friendly = switch (verb) {
                case "EHLO" -> "250-scripted\r\n250 ENHANCEDSTATUSCODES";
                case "DATA" -> "354 go on";
                case "QUIT" -> "221 bye";
                default -> "250 2.0.0 ok";
            };
            if (!answered(out, line, recipient, number, friendly)) {
                return;
            }
            if (verb.equals("DATA") && lastAnswer.get().startsWith("354")) {
                String content = content(in);
                if (content == null) {
                    return;
                }
                String end = script.answer(DOT, recipient, number);
                if (end == null || end.startsWith("250")) {
                    journal.add(new Taken(recipient, content));
                }
                if (!said(out, end == null ? "250 2.0.0 queued as " + journal.size() : end)) {
                    return;
                }
                recipient = "";
            }
            if (verb.equals("QUIT")) {
                return;
            }
        }
    }

    private final ThreadLocal<String> lastAnswer = ThreadLocal.withInitial(() -> "");

    private boolean answered(OutputStream out, String command, String recipient, int number, String friendly)
            throws IOException {
        String scripted = script.answer(command, recipient, number);
        return said(out, scripted == null ? friendly : scripted);
    }

    /** Whether the conversation goes on. */
    private boolean said(OutputStream out, String answer) throws IOException {
        lastAnswer.set(answer);
        if (answer.equals(CLOSE)) {
            return false;
        }
        if (answer.equals(HANG)) {
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return false;
        }
        out.write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
        return !answer.startsWith("421");
    }

    /** Null when the client went away before the dot. */
    private static @Nullable String content(BufferedReader in) throws IOException {
        StringBuilder content = new StringBuilder();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.equals(".")) {
                return content.toString();
            }
            content.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
        }
        return null;
    }
}
