package com.scrabbl.article;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.support.Database;
import com.scrabbl.support.NewsletterTester;
import com.scrabbl.support.TestApplication;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a page with its headline three times and a box above to the mail that tells all of it, once. */
class CarelessPageTests {

    private final TestApplication application = TestApplication.on(Database.H2);

    @Test
    void wholeTextInTheMailHasEverythingOnceAndNothingElseOfThePage(@TempDir Path folder) throws IOException {
        Path page = folder.resolve("page.html");
        try (InputStream in = getClass().getResourceAsStream("/com/scrabbl/article/careless.html")) {
            Files.copy(in, page);
        }
        new NewsletterTester(application, folder).declared("template: full").subscribed("anna@reader.example");
        application.run("articles", "import", page.toString(), "--source", "desk");

        application.run("preview", "daily", "--subscriber", "anna@reader.example", "--out", folder.toString());

        assertThat(Files.readString(folder.resolve("digest.txt")).replace("\r\n", "\n"))
                .contains("""
                1 story, 1 minute.

                Old tram sold to museum
                -----------------------
                The last car of line 4 leaves on Sunday.
                (1 min read)
                https://gazette.example/tram

                For sixty years it climbed the hill, and on most mornings, the conductor
                says, it was full.

                The museum takes:

                - the car,
                - two spare wheels,
                - the bell.

                A farewell ride starts at noon, and everybody, with or without a ticket,
                may come along.


                --\s
                """);
        assertThat(Jsoup.parse(Files.readString(folder.resolve("digest.html")))
                        .body()
                        .text())
                .containsOnlyOnce("For sixty years it climbed the hill")
                .containsOnlyOnce("the car, two spare wheels, the bell.")
                .doesNotContain("Close", "Sign up", "every morning, free", "Town", "Facebook", "Tags", "© 2026");
    }
}
