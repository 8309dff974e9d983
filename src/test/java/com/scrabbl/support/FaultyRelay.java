package com.scrabbl.support;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * An SMTP server that goes wrong as a test says, down to the byte, and journals what it took before it says so. Faults
 * are laid in by the moment at which they strike; the first that fits is played.
 */
public final class FaultyRelay implements AutoCloseable {

    /** When a fault can strike. */
    public enum At {
        CONNECT,
        EHLO,
        STARTTLS,
        AUTH,
        MAIL,
        RCPT,
        DATA,
        /** The content begins to come in. */
        BODY,
        /** The final dot has come; the message is not journalled unless the fault takes it. */
        DOT,
        RSET,
        QUIT
    }

    /** Where a conversation stands. */
    public record Moment(At at, String sender, String recipient, int connection, int messages) {}

    /** What happens instead of the friendly answer. */
    @FunctionalInterface
    public interface Fault {
        /** Whether the conversation goes on. */
        boolean strike(Line line) throws IOException;
    }

    private record Laid(Predicate<Moment> when, Fault fault) {}

    private final ServerSocket server;
    private final List<Laid> faults = new CopyOnWriteArrayList<>();
    private final List<String> journal = new CopyOnWriteArrayList<>();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger mostOpen = new AtomicInteger();
    private volatile int connectionLimit = Integer.MAX_VALUE;
    private volatile String extensions = "";
    private volatile @Nullable SSLSocketFactory tls;
    private volatile boolean encryptedFromTheStart;

    public FaultyRelay() {
        try {
            server = new ServerSocket();
            // Small, so that a long message is still under way when its content is cut off.
            server.setReceiveBufferSize(32_768);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    /** Lays in a fault. */
    public FaultyRelay when(Predicate<Moment> moment, Fault fault) {
        faults.add(new Laid(moment, fault));
        return this;
    }

    /** Lays in a fault for one recipient; it strikes from RCPT on, and at MAIL where the sender is its own. */
    public FaultyRelay when(At at, String recipient, Fault fault) {
        return when(moment -> moment.at() == at && moment.recipient().equals(recipient), fault);
    }

    /** Takes back all faults: from now on it is a friendly relay. */
    public void heal() {
        faults.clear();
        connectionLimit = Integer.MAX_VALUE;
    }

    /** Refuses further connections with 421 while so many are open. */
    public FaultyRelay takingConnections(int most) {
        connectionLimit = most;
        return this;
    }

    /** Offers extensions, each as in a line of the answer to EHLO. */
    public FaultyRelay offering(String... lines) {
        extensions = String.join(
                "",
                java.util.Arrays.stream(lines)
                        .map(line -> "250-" + line + "\r\n")
                        .toList());
        return this;
    }

    /** Speaks TLS after STARTTLS. */
    public FaultyRelay with(SSLSocketFactory keys) {
        tls = keys;
        return offering("STARTTLS");
    }

    /** Speaks TLS from the first byte, as with SMTPS. */
    public FaultyRelay encryptedFromTheStart() {
        encryptedFromTheStart = true;
        return this;
    }

    public int port() {
        return server.getLocalPort();
    }

    /** The recipients whose messages were taken, in the order of taking. */
    public List<String> journal() {
        return journal;
    }

    public int connections() {
        return connections.get();
    }

    /** How many connections were open at once at most, those refused by the limit left out. */
    public int mostOpen() {
        return mostOpen.get();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                sockets.add(socket);
                int number = connections.incrementAndGet();
                start(() -> serve(socket, number));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket, int number) {
        int now = open.incrementAndGet();
        try (socket) {
            Line line = new Line(socket, number);
            if (now > connectionLimit) {
                line.say("421 4.7.0 too many connections");
                return;
            }
            mostOpen.accumulateAndGet(now, Math::max);
            line.converse();
        } catch (IOException e) {
            // The client went away; its side of the story is what the test looks at.
        } finally {
            open.decrementAndGet();
            sockets.remove(socket);
        }
    }

    /** One conversation. */
    public final class Line {
        private final int number;
        private Socket socket;
        private InputStream in;
        private OutputStream out;
        private String sender = "";
        private String recipient = "";
        private int messages;

        private Line(Socket socket, int number) throws IOException {
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
            journal.add(recipient);
        }

        /** Cuts the connection so that the client sees a reset. */
        public void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        /** Reads so many bytes of the content. */
        public void swallow(int bytes) throws IOException {
            in.readNBytes(bytes);
        }

        private void converse() throws IOException {
            if (encryptedFromTheStart) {
                encrypt(java.util.Objects.requireNonNull(tls));
            }
            if (!played(At.CONNECT) ? !said("220 faulty ESMTP") : !goesOn) {
                return;
            }
            for (String command = line(); command != null; command = line()) {
                String verb =
                        command.substring(0, Math.min(4, command.length())).toUpperCase(Locale.ROOT);
                boolean more = switch (verb) {
                    case "EHLO", "HELO" -> answered(At.EHLO, "250-faulty\r\n" + extensions + "250 ENHANCEDSTATUSCODES");
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

        private boolean goesOn = true;

        /** Whether a fault struck; then {@code goesOn} tells of the conversation. */
        private boolean played(At at) throws IOException {
            Moment moment = new Moment(at, sender, recipient, number, messages);
            for (Laid laid : faults) {
                if (laid.when().test(moment)) {
                    goesOn = laid.fault().strike(this);
                    return true;
                }
            }
            return false;
        }

        private boolean answered(At at, String friendly) throws IOException {
            return played(at) ? goesOn : said(friendly);
        }

        private boolean said(String reply) throws IOException {
            say(reply);
            return true;
        }

        private boolean encrypted() throws IOException {
            SSLSocketFactory keys = tls;
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
            return said("250 2.0.0 queued as " + journal.size());
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

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "faulty-relay");
        thread.setDaemon(true);
        thread.start();
    }
}
