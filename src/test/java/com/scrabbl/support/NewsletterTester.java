package com.scrabbl.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A newsletter with a feed in a folder, declared and subscribed to by commands, as an operator does it. */
public final class NewsletterTester {

    private final TestApplication application;
    private final Path folder;
    private final List<String> items = new ArrayList<>();

    /** @param folder where the newsletter's file and its feed are written */
    public NewsletterTester(TestApplication application, Path folder) {
        this.application = application;
        this.folder = folder;
    }

    /** Declares the newsletter {@code daily}; further keys of its file, each on a line, are indented by four spaces. */
    public NewsletterTester declared(String... keys) {
        feed();
        Path file = write(
                "newsletters.yml",
                """
                newsletters:
                  - slug: daily
                    name: Harbour Daily
                    sender: { name: Harbour, address: news@harbour.example }
                    sources: [ { name: desk, file: ./feed.xml } ]
                """
                        + String.join(
                                "",
                                Arrays.stream(keys)
                                        .map(key -> "    " + key + "\n")
                                        .toList()));
        expect(0, application.run("newsletters", "apply", file.toString()));
        return this;
    }

    /** Publishes articles with these titles, the last one newest. */
    public NewsletterTester published(String... titles) {
        for (String title : titles) {
            Instant at = application.clock().instant().minusSeconds(3_600 - items.size());
            String slug = title.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z]+", "-");
            items.add("""
                    <item><title>%s</title><link>https://harbour.example/%s</link><guid>%s</guid>
                    <pubDate>%s</pubDate><description>What is to be said about: %1$s.</description></item>
                    """.formatted(
                    title, slug, slug, DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC))));
        }
        feed();
        return this;
    }

    /** Publishes an article on these topics, newer than those before. */
    public NewsletterTester publishedAbout(String title, String... topics) {
        published(title);
        String item = items.remove(items.size() - 1);
        String categories = Arrays.stream(topics)
                .map("<category><![CDATA[%s]]></category>"::formatted)
                .collect(Collectors.joining());
        items.add(item.replace("</item>", categories + "</item>"));
        feed();
        return this;
    }

    /** Imports readers: a header line of the file, then a line for each. */
    public NewsletterTester imported(String... lines) {
        Path file = write("readers.csv", String.join("\n", lines) + "\n");
        expect(0, application.run("subscribers", "import", file.toString(), "--newsletter", "daily"));
        return this;
    }

    /** Subscribes these addresses. */
    public NewsletterTester subscribed(String... addresses) {
        for (String address : addresses) {
            expect(0, application.run("subscribers", "add", address, "--newsletter", "daily"));
        }
        return this;
    }

    /** The feed cannot be read from now on. */
    public void breakFeed() {
        write("feed.xml", "this is no feed");
    }

    private void feed() {
        write("feed.xml", """
                <rss version="2.0"><channel><title>Desk</title><link>https://harbour.example</link><description>x</description>
                """ + String.join("", items) + "</channel></rss>");
    }

    private Path write(String name, String content) {
        try {
            return Files.writeString(folder.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void expect(int exitCode, Execution execution) {
        if (execution.exitCode() != exitCode) {
            throw new AssertionError(execution);
        }
    }
}
