package com.scrabbl.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The newsletter's source: ten articles for each edition, such that a message of it has about 30 KB. */
final class Articles {

    static final int EACH = 10;

    private static final String[] SECTIONS = {"Port", "Town", "Ships"};
    private static final String[] WORDS = """
            the night ferry sails again after eleven months in dock and the quay is open to everybody who wants to see it go
            while the market moves indoors this winter with forty stalls a roof of glass and a café on the upper floor where
            fishermen tell that the herring came back in March so the council asks for two more cranes at the northern basin
            """.strip().split("\\s+");

    private final Path file;
    private int editions;

    Articles(Path file) {
        this.file = file;
    }

    /** Publishes the next ten; the ones before are gone from the feed. */
    void next() {
        int first = editions++ * EACH;
        write(IntStream.range(first, first + EACH).mapToObj(Articles::item).collect(Collectors.joining()));
    }

    /** Publishes none. */
    void none() {
        write("");
    }

    private void write(String items) {
        try {
            // In one piece, since whoever serves may look at any time.
            Path written = file.resolveSibling(file.getFileName() + ".part");
            Files.writeString(
                    written,
                    "<rss version=\"2.0\"><channel><title>Harbour</title><link>https://harbour.example/</link>"
                            + "<description>By the water</description>" + items + "</channel></rss>");
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String item(int number) {
        return """
                <item><title>%1$s</title><link>https://harbour.example/2026/%2$d/what-happened-by-the-water</link>
                <guid isPermaLink="false">harbour-%2$d</guid><pubDate>%3$s</pubDate><category>%4$s</category>
                <description>%5$s</description>
                <enclosure url="https://harbour.example/pictures/%2$d.jpg" type="image/jpeg" length="90210"/></item>
                """.formatted(
                        "No. " + number + ": " + words(number, 9),
                        number,
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(OffsetDateTime.now(ZoneOffset.UTC)),
                        SECTIONS[number % SECTIONS.length],
                        words(number * 3, 22) + ". " + words(number * 5, 22) + ".");
    }

    private static String words(int from, int count) {
        String words = IntStream.range(from, from + count)
                .mapToObj(word -> WORDS[word % WORDS.length])
                .collect(Collectors.joining(" "));
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
