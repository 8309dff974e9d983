package com.scrabbl.article.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.article.fetch.Content;
import com.scrabbl.article.fetch.Validators;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Reads the files under {@code feeds}: {@code good} ones in all shapes there are, and {@code hostile} ones. Beside each
 * stands, as {@code .expected}, what becomes of it. One with a {@code .type} comes from a server that says so, the others
 * are files; those in {@code .gz} would be too large for a repository. None takes long, whatever is in it.
 */
@Timeout(30)
class FeedFilesTests {

    /** Of more items only the first and the last are written out. */
    private static final int MOST_ITEMS = 20;

    @ParameterizedTest
    @MethodSource("files")
    void fileGivesWhatStandsBesideIt(Path file) throws IOException {
        assertThat(read(file)).isEqualTo(Files.readString(beside(file, ".expected")));
    }

    @Test
    void thereAreSixtyOfEachKind() {
        assertThat(files().filter(file -> file.getParent().endsWith("good"))).hasSizeGreaterThanOrEqualTo(60);
        assertThat(files().filter(file -> file.getParent().endsWith("hostile"))).hasSizeGreaterThanOrEqualTo(60);
    }

    static Stream<Path> files() {
        try (Stream<Path> files = Files.walk(
                Path.of(Objects.requireNonNull(FeedFilesTests.class.getResource("/com/scrabbl/article/feeds"))
                        .toURI()))) {
            return files
                    .filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".expected"))
                    .filter(file -> !file.toString().endsWith(".type"))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException | URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    static String read(Path file) throws IOException {
        Path type = beside(file, ".type");
        String name = file.getFileName().toString().replace(".gz", "");
        Content content = new Content(
                name,
                URI.create((Files.exists(type) ? "https://gazette.example/feeds/" : "file:///feeds/") + name),
                Files.exists(type) ? Files.readString(type).strip() : null,
                bytes(file),
                Validators.NONE,
                null);
        try {
            return written(new ContentReader().read(content));
        } catch (UnreadableException e) {
            return "refused: " + e.getMessage() + "\n";
        }
    }

    private static byte[] bytes(Path file) throws IOException {
        if (!file.toString().endsWith(".gz")) {
            return Files.readAllBytes(file);
        }
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return in.readAllBytes();
        }
    }

    private static Path beside(Path file, String ending) {
        return file.resolveSibling(file.getFileName().toString().replaceFirst("\\..*", ending));
    }

    private static String written(Reading reading) {
        List<String> blocks = new ArrayList<>();
        List<RawItem> items = reading.items();
        for (int position = 0; position < items.size(); position++) {
            String block = written(items.get(position), position);
            if (items.size() <= MOST_ITEMS || position == 0 || position == items.size() - 1) {
                blocks.add(block);
            } else if (position == 1) {
                blocks.add("and " + (items.size() - 2) + " between it and the last\n");
            }
        }
        reading.unread().forEach(unread -> blocks.add("unread: " + unread.where() + ": " + unread.reason() + "\n"));
        return blocks.isEmpty() ? "nothing\n" : String.join("\n", blocks);
    }

    private static String written(RawItem raw, int position) {
        try {
            return written(Door.admit(raw, Samples.NOW));
        } catch (RefusedItemException e) {
            return "rejected: " + raw.name(position) + ": " + e.getMessage() + "\n";
        }
    }

    private static String written(Item item) {
        Image image = item.image();
        String picture = image == null
                ? null
                : image.url()
                        + (image.alt() == null ? "" : " \"" + image.alt() + "\"")
                        + (image.width() == null ? "" : " " + image.width() + "x" + image.height());
        return line("title", item.title())
                + line("url", item.url())
                + line("canonical", item.canonicalUrl().equals(item.url()) ? null : item.canonicalUrl())
                + line("id", item.externalId().equals(item.canonicalUrl()) ? null : item.externalId())
                + line("standfirst", item.standfirst())
                + line("author", item.author())
                + line("section", item.section())
                + line("topics", item.topics().isEmpty() ? null : String.join(" | ", item.topics()))
                + line("language", item.language())
                + line("image", picture)
                + line("published", item.publishedAt().equals(Samples.NOW) ? "now" : item.publishedAt())
                + (item.body() == null ? "" : item.body() + "\n");
    }

    private static String line(String name, @Nullable Object value) {
        return value == null ? "" : name + ": " + value + "\n";
    }
}
