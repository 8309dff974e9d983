package com.scrabbl.support;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
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
        boolean strike(FaultyLine line) throws IOException;
    }

    private record Laid(Predicate<Moment> when, Fault fault) {}

    /** The buffer is small, so that a long message is still under way when its content is cut off. */
    private final Listener listener = new Listener(32_768, this::serve);

    private final List<Laid> faults = new CopyOnWriteArrayList<>();
    private final List<String> journal = new CopyOnWriteArrayList<>();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger mostOpen = new AtomicInteger();
    private volatile int connectionLimit = Integer.MAX_VALUE;
    private volatile String extensions = "";
    private volatile @Nullable SSLSocketFactory tls;
    private volatile boolean encryptedFromTheStart;

    public FaultyRelay() {
        listener.open();
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
        return listener.port();
    }

    /** The recipients whose messages were taken, in the order of taking. */
    public List<String> journal() {
        return journal;
    }

    public int connections() {
        return listener.connections();
    }

    /** How many connections were open at once at most, those refused by the limit left out. */
    public int mostOpen() {
        return mostOpen.get();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    boolean isClosed() {
        return listener.isClosed();
    }

    private void serve(Socket socket, int number) throws IOException {
        int now = open.incrementAndGet();
        try {
            FaultyLine line = new FaultyLine(this, socket, number);
            if (now > connectionLimit) {
                line.say("421 4.7.0 too many connections");
                return;
            }
            mostOpen.accumulateAndGet(now, Math::max);
            line.converse();
        } finally {
            open.decrementAndGet();
        }
    }

    /** The first fault that was laid in for that moment. */
    Optional<Fault> faultAt(Moment moment) {
        return faults.stream()
                .filter(laid -> laid.when().test(moment))
                .map(Laid::fault)
                .findFirst();
    }

    void take(String recipient) {
        journal.add(recipient);
    }

    String extensions() {
        return extensions;
    }

    @Nullable
    SSLSocketFactory tls() {
        return tls;
    }

    boolean isEncryptedFromTheStart() {
        return encryptedFromTheStart;
    }
}
