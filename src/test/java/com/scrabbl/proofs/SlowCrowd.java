package com.scrabbl.proofs;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Visitors who never come to an end, from several networks of the loopback: a third sends a head at a byte in five seconds, a
 * third a form's body, a third takes answers at 10 octets a second and asks for the next before it has read the last. Who
 * is refused or cut off comes again at once.
 */
final class SlowCrowd implements AutoCloseable {

    private static final int NETWORKS = 20;
    private static final Duration BYTE = Duration.ofSeconds(5);
    private static final int READ_A_SECOND = 10;
    private static final int SMALLEST_WINDOW = 2_304;
    private static final int QUESTIONS = 200;

    private final InetSocketAddress server;
    private final List<Visitor> visitors = new ArrayList<>();
    private final Map<String, AtomicInteger> answers = new ConcurrentHashMap<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final Thread driver = new Thread(this::drive, "slow crowd");
    private volatile boolean over;

    SlowCrowd(int port, int number) {
        server = new InetSocketAddress("127.0.0.1", port);
        for (int i = 0; i < number; i++) {
            visitors.add(new Visitor(Manner.values()[i % Manner.values().length], i));
        }
        driver.setDaemon(true);
        driver.start();
    }

    /** How often each status was seen, and how often a connection just ended. */
    Map<String, Integer> answers() {
        Map<String, Integer> sorted = new TreeMap<>();
        answers.forEach((answer, count) -> sorted.put(answer, count.get()));
        return sorted;
    }

    /** Those that were made altogether. */
    int connections() {
        return connections.get();
    }

    /** Those that are open now. */
    long open() {
        return visitors.stream().filter(visitor -> visitor.channel != null).count();
    }

    private enum Manner {
        HEAD,
        BODY,
        READER
    }

    private void drive() {
        while (!over) {
            for (Visitor visitor : visitors) {
                visitor.act();
            }
            Waiting.pause(Duration.ofMillis(100));
        }
    }

    @Override
    public void close() throws InterruptedException {
        over = true;
        driver.join();
        visitors.forEach(Visitor::leave);
    }

    private final class Visitor {

        private final Manner manner;
        private final int number;
        private volatile @Nullable SocketChannel channel;
        private long next;

        Visitor(Manner manner, int number) {
            this.manner = manner;
            this.number = number;
            // Not all in one moment.
            next = System.nanoTime() + Duration.ofMillis(number % 50 * 100L).toNanos();
        }

        void act() {
            long now = System.nanoTime();
            if (now < next) {
                return;
            }
            try {
                SocketChannel here = channel;
                if (here == null) {
                    come();
                    next = now + BYTE.toNanos();
                } else if (manner == Manner.READER) {
                    next = now + Duration.ofSeconds(1).toNanos();
                    listen(here, READ_A_SECOND);
                } else {
                    next = now + BYTE.toNanos();
                    listen(here, 200);
                    if (channel != null) {
                        here.write(ByteBuffer.wrap(new byte[] {'x'}));
                    }
                }
            } catch (IOException e) {
                end("cut off");
            }
        }

        private void come() throws IOException {
            connections.incrementAndGet();
            SocketChannel here = SocketChannel.open();
            here.bind(new InetSocketAddress(
                    InetAddress.getByName("127.0." + (1 + number % NETWORKS) + "." + (1 + number / NETWORKS % 250)),
                    0));
            if (manner == Manner.READER) {
                here.setOption(StandardSocketOptions.SO_RCVBUF, SMALLEST_WINDOW);
            }
            here.connect(server);
            here.configureBlocking(false);
            channel = here;
            here.write(ByteBuffer.wrap(opening().getBytes(StandardCharsets.US_ASCII)));
        }

        private String opening() {
            boolean oneClick = number % 4 == 0;
            return switch (manner) {
                case HEAD -> "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ";
                case BODY ->
                    "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 60000\r\n\r\nemail="
                            .formatted(oneClick ? "/unsubscribe/forged" : "/subscribe");
                case READER ->
                    (oneClick
                                    ? "GET /actuator/health HTTP/1.1\r\nHost: localhost\r\n\r\n"
                                    : "GET /webjars/htmx.org/dist/htmx.min.js HTTP/1.1\r\nHost: localhost\r\n\r\n")
                            .repeat(QUESTIONS);
            };
        }

        /** Reads so much at the most; a status line that is seen is counted, once a connection for those who only write. */
        private void listen(SocketChannel here, int octets) throws IOException {
            ByteBuffer heard = ByteBuffer.allocate(octets);
            int read = here.read(heard);
            if (read < 0) {
                end("cut off");
            } else if (read > 0 && manner != Manner.READER) {
                String text = new String(heard.array(), 0, read, StandardCharsets.ISO_8859_1);
                end(text.startsWith("HTTP/1.1 ") ? text.substring(9, 12) : "cut off");
            }
        }

        private void end(String answer) {
            answers.computeIfAbsent(
                            manner.name().toLowerCase(java.util.Locale.ROOT) + " " + answer, any -> new AtomicInteger())
                    .incrementAndGet();
            leave();
        }

        private void leave() {
            SocketChannel here = channel;
            channel = null;
            if (here != null) {
                try {
                    here.close();
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }
        }
    }
}
