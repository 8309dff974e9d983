package com.scrabbl.newsletter;

import com.scrabbl.support.TestApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Newsletter files for tests, in a folder of their own. */
record NewsletterFiles(TestApplication application, Path folder) {

    /** What the file of that name in the test resources declares, as if it lay in the folder. */
    List<NewsletterSettings> readResource(String name) {
        return read(name, resource(name));
    }

    /** What a file with that text declares. */
    List<NewsletterSettings> read(String text) {
        return read("newsletters.yml", text);
    }

    /** A newsletter with fewest keys and these lines more, each with the indent of a key. */
    NewsletterSettings readWith(String... lines) {
        return read(with(lines)).get(0);
    }

    static String with(String... lines) {
        return resource("fewest-keys.yml") + "    " + String.join("\n    ", lines) + "\n";
    }

    static String resource(String name) {
        try (var in = NewsletterFiles.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<NewsletterSettings> read(String name, String text) {
        try {
            return application.bean(NewsletterFile.class).read(Files.writeString(folder.resolve(name), text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
