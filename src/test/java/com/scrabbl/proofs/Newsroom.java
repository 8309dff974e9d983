package com.scrabbl.proofs;

import com.scrabbl.proofs.Engine.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A publication with one newsletter, its feed, its relay and its database; all is done by commands, as operators do. */
final class Newsroom implements AutoCloseable {

    static final int CONNECTIONS = 8;

    /** The shortest there is, so that a killed process is succeeded soon. */
    static final int LEASE_SECONDS = 3;

    private final Product product = Product.packed();
    private final Path home;
    private final Storage storage;
    private final int readers;
    private final Feed feed = new Feed();
    private final Sink sink;
    private final Instant firstSlot =
            Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(1, ChronoUnit.DAYS);
    private final int port = Ports.free();
    private int editions;

    /**
     * Declares the newsletter and imports its readers.
     *
     * @param keys further lines of the newsletter's file
     */
    static Newsroom opened(String name, Engine engine, int readers, String... keys) {
        archiveClasses();
        Path home = Product.Folders.fresh(name);
        return new Newsroom(home, engine.fresh(name, home), readers, keys).withNewsletter();
    }

    /** The same before anything is declared or imported: what it would have is in its folder. */
    static Newsroom undeclared(String name, Engine engine, int readers) {
        archiveClasses();
        Path home = Product.Folders.fresh(name);
        return new Newsroom(home, engine.fresh(name, home), readers);
    }

    static Newsroom opened(String name, Storage storage, int readers, String... keys) {
        return openedIn(Product.Folders.fresh(name), storage, readers, keys);
    }

    /** The same in a folder that is there already. */
    static Newsroom openedIn(Path home, Storage storage, int readers, String... keys) {
        archiveClasses();
        return new Newsroom(home, storage, readers, keys).withNewsletter();
    }

    private static synchronized void archiveClasses() {
        if (Product.packed().archived()) {
            return;
        }
        Path home = Product.Folders.fresh("archive");
        try (Newsroom first = new Newsroom(home, Engine.H2.fresh("archive", home), 20).withNewsletter()) {
            first.feed.publish();
            Product.packed().archiveClasses(home, "send", "daily");
        }
    }

    private Newsroom(Path home, Storage storage, int readers, String... keys) {
        this.home = home;
        this.storage = storage;
        this.readers = readers;
        sink = new Sink(home.resolve("journal.tsv"));
        write(
                "application.yml",
                """
                spring.mail: { host: 127.0.0.1, port: %d }
                server: { port: 0, address: 127.0.0.1 }
                scrabbl.delivery: { connections: %d, lease: %ds }
                scrabbl.articles.private-hosts: 127.0.0.1
                """.formatted(sink.port(), CONNECTIONS, LEASE_SECONDS)
                        + (storage.setting().isEmpty()
                                ? ""
                                : "spring.datasource: { url: \"%s\", username: %s, password: \"\" }\n"
                                        .formatted(storage.setting(), storage.user())));
        write(
                "newsletters.yml",
                """
                newsletters:
                  - slug: daily
                    name: Harbour Daily
                    sender: { name: Harbour, address: news@harbour.example }
                    sources: [ { name: desk, url: "%s", trusted: true } ]
                """.formatted(feed.url())
                        + List.of(keys).stream().map(key -> "    " + key + "\n").collect(Collectors.joining()));
        write(
                "subscribers.csv",
                "email,name\n"
                        + IntStream.rangeClosed(1, readers)
                                .mapToObj(reader -> address(reader) + ",Reader " + reader + "\n")
                                .collect(Collectors.joining()));
    }

    private Newsroom withNewsletter() {
        run(0, "newsletters", "apply", "newsletters.yml");
        run(0, "subscribers", "import", "subscribers.csv", "--newsletter", "daily");
        return this;
    }

    static String address(int reader) {
        return "r" + reader + "@reader.example";
    }

    /** Publishes an article and names the slot of the edition that will have it. */
    String nextSlot() {
        feed.publish();
        return firstSlot.plus(editions++, ChronoUnit.MINUTES).toString();
    }

    /** What a proof that sends this edition needs until all is said: goes on until the run is over. */
    void finish(String slot, Checker checker) {
        Running last = send(slot);
        int exitCode = last.waitFor(Duration.ofMinutes(3));
        checker.require(exitCode == 0 || exitCode == 3, slot + " ended with " + exitCode + ": " + last);
        checker.ended(slot);
    }

    /** Waits until the relay has so many messages. */
    void awaitMessages(int number) {
        Waiting.until(
                number + " messages", Duration.ofMinutes(2), () -> journal().size() >= number);
    }

    int editions() {
        return editions;
    }

    int readers() {
        return readers;
    }

    Path home() {
        return home;
    }

    Storage storage() {
        return storage;
    }

    Feed feed() {
        return feed;
    }

    Sink sink() {
        return sink;
    }

    Journal journal() {
        return sink.journal();
    }

    /** Starts a command beside this process. */
    Running start(String... command) {
        return product.start(home, command);
    }

    /** Starts to serve, and waits until pages are answered: before that an H2 file must not be opened beside it. */
    Running serve() {
        Running server = startBelow(List.of("env", "SERVER_PORT=" + port), "serve");
        Waiting.until("it serves", Duration.ofMinutes(2), () -> {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return true;
            } catch (IOException e) {
                return false;
            }
        });
        return server;
    }

    /** Where {@link #serve} serves, without a slash at the end. */
    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** The same below another program. */
    Running startBelow(List<String> program, String... command) {
        return product.start(home, program, command);
    }

    /** Starts to send an edition, or goes on with it; it waits for the lease of a killed process to lapse. */
    Running send(String slot, String... options) {
        List<String> command = new ArrayList<>(List.of("send", "daily", "--slot", slot, "--wait", "--format", "json"));
        command.addAll(List.of(options));
        return product.start(home, command.toArray(String[]::new));
    }

    /** Runs a command to its end. */
    String run(int exitCode, String... command) {
        return product.run(home, exitCode, command);
    }

    void write(String file, String content) {
        try {
            Files.writeString(home.resolve(file), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        sink.close();
        feed.close();
    }
}
