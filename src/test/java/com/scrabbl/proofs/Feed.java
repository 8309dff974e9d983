package com.scrabbl.proofs;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The newsletter's source: one article for each edition. */
final class Feed implements AutoCloseable {

    private static final Runnable NOBODY = () -> {};

    private final HttpServer server;
    private final StringBuilder items = new StringBuilder();
    private volatile Runnable watcher = NOBODY;
    private int articles;

    Feed() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "feed");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/feed.xml", exchange -> {
            watcher.run();
            byte[] feed = feed().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/rss+xml");
            exchange.sendResponseHeaders(200, feed.length);
            exchange.getResponseBody().write(feed);
            exchange.close();
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/feed.xml";
    }

    /** Publishes another article, on these topics. */
    synchronized void publish(String... topics) {
        articles++;
        items.insert(0, """
                <item><title>Ferry %1$d sails again</title><link>https://harbour.example/ferry-%1$d</link>
                <guid>ferry-%1$d</guid><pubDate>%2$s</pubDate>
                <description>After %1$d months in dock the last boat leaves at half past one, and the quay is open to
                everybody who wants to see it go.</description>%3$s</item>
                """.formatted(
                articles,
                DateTimeFormatter.RFC_1123_DATE_TIME.format(OffsetDateTime.now(ZoneOffset.UTC)),
                Stream.of(topics).map("<category>%s</category>"::formatted).collect(Collectors.joining())));
    }

    /** This one is told before each answer. */
    void watchedBy(Runnable next) {
        watcher = next;
    }

    void unwatched() {
        watcher = NOBODY;
    }

    private synchronized String feed() {
        return "<rss version=\"2.0\"><channel><title>Harbour</title><link>https://harbour.example/</link>"
                + "<description>By the water</description>" + items + "</channel></rss>";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
