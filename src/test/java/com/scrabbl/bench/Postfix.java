package com.scrabbl.bench;

import com.scrabbl.proofs.Ports;
import com.scrabbl.proofs.Running;
import com.scrabbl.proofs.Waiting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Postfix's load generator and its sink: the measure of all sendings. Its Debian package is unpacked where it is not installed. */
final class Postfix {

    /** What to say of a row when they are not there. */
    static final String MISSING = "smtp-source and smtp-sink are not here, and the package postfix cannot be unpacked";

    private static final Duration LONGEST = Duration.ofMinutes(10);

    private static @Nullable Optional<Postfix> found;

    private final Path sink;
    private final Path source;
    private final List<String> before;

    private Postfix(Path sink, Path source, List<String> before) {
        this.sink = sink;
        this.source = source;
        this.before = before;
    }

    static synchronized Optional<Postfix> find() {
        if (found == null) {
            found = installed().or(Postfix::unpacked);
        }
        return found;
    }

    private static Optional<Postfix> installed() {
        Path sink = Machine.program("smtp-sink");
        Path source = Machine.program("smtp-source");
        return sink == null || source == null ? Optional.empty() : Optional.of(new Postfix(sink, source, List.of()));
    }

    private static Optional<Postfix> unpacked() {
        Path folder = Machine.folder("postfix");
        Path sink = folder.resolve("usr/sbin/smtp-sink");
        if (!Files.exists(sink)) {
            Optional<String> done = Machine.run(folder, List.of("apt-get", "download", "postfix"))
                    .flatMap(said -> packed(folder))
                    .flatMap(file -> Machine.run(folder, List.of("dpkg", "-x", file.toString(), ".")));
            if (done.isEmpty() || !Files.exists(sink)) {
                return Optional.empty();
            }
        }
        return Optional.of(new Postfix(
                sink,
                folder.resolve("usr/sbin/smtp-source"),
                List.of("env", "LD_LIBRARY_PATH=" + folder.resolve("usr/lib/postfix"))));
    }

    private static Optional<Path> packed(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".deb")).findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** A sink that takes everything at once and keeps nothing. */
    Sink sink() {
        int port = Ports.free();
        List<String> line = new ArrayList<>(before);
        line.add(sink.toString());
        if (System.getProperty("user.name").equals("root")) {
            line.addAll(List.of("-u", "nobody"));
        }
        line.addAll(List.of("-m", "1024", "127.0.0.1:" + port, "1024"));
        Running running = Running.start(Machine.folder("postfix"), "smtp-sink", line);
        Waiting.until("smtp-sink listens", Duration.ofSeconds(10), () -> {
            if (!running.alive()) {
                throw new IllegalStateException(running.toString());
            }
            return answers(port);
        });
        return new Sink(running, port);
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.getInputStream().read() == '2';
        } catch (IOException e) {
            return false;
        }
    }

    /** Messages in a second that smtp-source sends: the same bytes, over as many connections, recording nothing. */
    double rate(int port, int connections, int messages, Path message) {
        List<String> line = new ArrayList<>(before);
        line.addAll(List.of(source.toString(), "-d", "-s", Integer.toString(connections)));
        line.addAll(List.of("-m", Integer.toString(messages), "-F", message.toString()));
        line.addAll(List.of("-f", "a@harbour.example", "-t", "b@reader.example", "127.0.0.1:" + port));
        long begun = System.nanoTime();
        Running.start(Machine.folder("postfix"), "smtp-source", line).expect(LONGEST, 0);
        return messages / ((System.nanoTime() - begun) / 1e9);
    }

    /** A running smtp-sink, the only one on its port. */
    record Sink(Running running, int port) implements AutoCloseable {

        public Sink {
            Objects.requireNonNull(running);
        }

        @Override
        public void close() {
            running.terminate();
            running.waitFor(Duration.ofSeconds(10));
        }
    }
}
