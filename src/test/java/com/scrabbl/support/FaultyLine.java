package com.scrabbl.support;

import com.scrabbl.support.FaultyRelay.At;
import com.scrabbl.support.FaultyRelay.Fault;
import com.scrabbl.support.FaultyRelay.Moment;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** One conversation of a {@link FaultyRelay} with a client. */
public final class FaultyLine {
    private final FaultyRelay relay;
    private final int number;
    private Socket socket;
    private InputStream in;
    private OutputStream out;
    private String sender = "";
    private String recipient = "";
    private int messages;
    private boolean goesOn = true;

    FaultyLine(FaultyRelay relay, Socket socket, int number) throws IOException {
        this.relay = relay;
        this.socket = socket;
        this.number = number;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    /** Writes a reply with its line end. */
    public void say(String reply) throws IOException {
        raw((reply + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Writes bytes as they are. */
    public void raw(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** Journals the present message: the relay has it, whatever it says. */
    public void take() {
        relay.take(recipient);
    }

    /** Cuts the connection so that the client sees a reset. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Whether the relay is still there. */
    boolean isServed() {
        return !relay.isClosed();
    }

    /** Reads so many bytes of the content. */
    public void swallow(int bytes) throws IOException {
        in.readNBytes(bytes);
    }

    void converse() throws IOException {
        if (relay.isEncryptedFromTheStart()) {
            encrypt(java.util.Objects.requireNonNull(relay.tls()));
        }
        if (!played(At.CONNECT) ? !said("220 faulty ESMTP") : !goesOn) {
            return;
        }
        for (String command = line(); command != null; command = line()) {
            String verb = command.substring(0, Math.min(4, command.length())).toUpperCase(Locale.ROOT);
            boolean more = switch (verb) {
                case "EHLO", "HELO" ->
                    answered(At.EHLO, "250-faulty\r\n" + relay.extensions() + "250 ENHANCEDSTATUSCODES");
                case "STAR" -> encrypted();
                case "AUTH" -> answered(At.AUTH, "235 2.7.0 welcome");
                case "MAIL" -> {
                    sender = path(command);
                    yield answered(At.MAIL, "250 2.1.0 ok");
                }
                case "RCPT" -> {
                    recipient = path(command);
                    yield answered(At.RCPT, "250 2.1.5 ok");
                }
                case "DATA" -> content();
                case "RSET" -> answered(At.RSET, "250 2.0.0 ok");
                case "QUIT" -> {
                    answered(At.QUIT, "221 bye");
                    yield false;
                }
                default -> said("500 5.5.1 what?");
            };
            if (!more) {
                return;
            }
        }
    }

    /** Whether a fault struck; then {@code goesOn} tells of the conversation. */
    private boolean played(At at) throws IOException {
        Moment moment = new Moment(at, sender, recipient, number, messages);
        Optional<Fault> fault = relay.faultAt(moment);
        if (fault.isPresent()) {
            goesOn = fault.get().strike(this);
        }
        return fault.isPresent();
    }

    private boolean answered(At at, String friendly) throws IOException {
        return played(at) ? goesOn : said(friendly);
    }

    private boolean said(String reply) throws IOException {
        say(reply);
        return true;
    }

    private boolean encrypted() throws IOException {
        SSLSocketFactory keys = relay.tls();
        if (played(At.STARTTLS)) {
            return goesOn;
        }
        if (keys == null) {
            return said("454 4.7.0 TLS not available");
        }
        say("220 go on");
        encrypt(keys);
        return true;
    }

    private void encrypt(SSLSocketFactory keys) throws IOException {
        SSLSocket secure = (SSLSocket) keys.createSocket(socket, null, true);
        secure.setUseClientMode(false);
        secure.startHandshake();
        socket = secure;
        in = new BufferedInputStream(secure.getInputStream());
        out = secure.getOutputStream();
    }

    private boolean content() throws IOException {
        if (played(At.DATA)) {
            return goesOn;
        }
        say("354 go on");
        if (played(At.BODY)) {
            return goesOn;
        }
        for (String line = line(); !".".equals(line); line = line()) {
            if (line == null) {
                return false;
            }
        }
        messages++;
        if (played(At.DOT)) {
            return goesOn;
        }
        take();
        return said("250 2.0.0 queued as " + relay.journal().size());
    }

    private @Nullable String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == '\n') {
                return line.toString().stripTrailing();
            }
            line.append((char) b);
        }
        return null;
    }

    private static String path(String command) {
        return command.substring(command.indexOf('<') + 1, command.indexOf('>'));
    }
}
