package com.scrabbl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.article.Articles;
import com.scrabbl.support.Database;
import com.scrabbl.support.Execution;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.TestApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnEachDatabase
class ArticlesCommandTests {

    private final TestApplication application;

    @TempDir
    Path folder;

    private String feed = "";

    ArticlesCommandTests(Database database) {
        application = TestApplication.on(database);
    }

    @BeforeEach
    void writeFeed() throws IOException {
        feed = write("feed.xml", item("ferry", "Ferry sails") + item("crane", "Crane lifts"));
    }

    @Test
    void importTellsWhatIsNewAndLaterWhatIsUnchanged() {
        Execution first = application.run("articles", "import", feed, "--format", "csv");
        Execution again = application.run("articles", "import", feed, "--format", "csv");

        assertThat(first.exitCode()).isZero();
        assertThat(first.out().lines())
                .containsExactly("source,new,changed,unchanged,rejected,reasons,error", feed + ",2,0,0,0,,");
        assertThat(again.out()).contains(feed + ",0,0,2,0,,");
    }

    @Test
    void rejectedItemsAreNamedWithTheirReason() throws IOException {
        String mixed = write("mixed.xml", item("ferry", "Ferry sails") + "<item><title>Lost</title></item>");

        Execution execution = application.run("articles", "import", mixed);

        assertThat(execution.exitCode()).isEqualTo(3);
        assertThat(execution.out()).contains("rejected Lost: it has no link");
    }

    @Test
    void fileWithoutALinkIsRejectedWithWhatToDoAndTheListOfSourcesTellsOfIt() throws IOException {
        Path page = Files.writeString(
                folder.resolve("lamp.html"),
                "<h1>The lamp</h1><p>" + "It burns all night, and nobody is there. ".repeat(9));

        application.run("articles", "import", page.toString());
        Execution list = application.run("sources", "list");

        assertThat(list.exitCode()).isZero();
        assertThat(list.err())
                .isEqualTo(page
                        + ": 1 item was rejected at its last poll, such as The lamp: it has no link: write one into the"
                        + " file, or set scrabbl.articles.base-url to where such files are published."
                        + " `articles import` tells all.\n");
    }

    @Test
    void failureOfAllIsToldAndFailureOfSomeIsIncomplete() throws IOException {
        String broken = Files.writeString(folder.resolve("broken.xml"), "<rss>").toString();

        Execution all = application.run("articles", "import", broken);
        Execution some = application.run("articles", "import", broken, feed, "--format", "json");

        assertThat(all.exitCode()).isEqualTo(1);
        assertThat(all.err()).startsWith(broken + ": it is not well-formed XML");
        assertThat(some.exitCode()).isEqualTo(3);
        assertThat(some.out()).contains("\"new\":2", "\"error\":\"" + broken);
    }

    @Test
    void importOfWhatIsNotThereDoesNothing() {
        Execution execution = application.run("articles", "import", feed, "nowhere.xml");

        assertThat(execution)
                .isEqualTo(new Execution(
                        2, "", "\"nowhere.xml\" is neither an http or https URL nor a file or folder that exists.\n"));
        assertThat(application.bean(Articles.class).before(Long.MAX_VALUE, 1)).isEmpty();
    }

    @Test
    void importIntoASourceChangesItsArticles() throws IOException {
        String later = write("later.xml", item("ferry", "Ferry sank"));
        application.run("articles", "import", feed, "--source", "desk");

        Execution execution = application.run("articles", "import", later, "--source", "desk", "--format", "csv");

        assertThat(execution.out()).contains("desk,0,1,0,0,,");
        assertThat(application.run("sources", "list", "--format", "csv").out().lines())
                .containsExactly(
                        "name,kind,place,articles,last_success,last_change,failures,next_poll,moved_to,error",
                        "desk,file," + feed + ",2,2026-11-24T06:00:00Z,2026-11-24T06:00:00Z,0,,,");
    }

    @Test
    void listShowsTheNewestFirst() {
        application.run("articles", "import", feed, "--source", "desk");

        Execution execution = application.run("articles", "list", "--format", "csv");

        assertThat(execution.out().lines().map(line -> line.replaceAll("^\\d+,|,\\d+,1\\b", "#")))
                .containsExactly(
                        "id,source,title,url,published_at,first_seen,revision,edition,reason",
                        "#desk,Crane lifts,https://a.example/crane,2026-11-24T06:00:00Z#,,there is no newsletter",
                        "#desk,Ferry sails,https://a.example/ferry,2026-11-24T06:00:00Z#,,there is no newsletter");
    }

    @Test
    void listOfANewsletterTellsWhyNoEditionHasAnArticle() throws IOException {
        Path file = Files.writeString(
                folder.resolve("newsletters.yml"),
                "newsletters: [{ slug: daily, name: Daily, sender: { address: desk@a.example } }]");
        application.run("newsletters", "apply", file.toString());
        application.run("articles", "import", feed);
        application.run("articles", "withdraw", id("Ferry sails"));

        Execution execution = application.run("articles", "list", "--newsletter", "daily", "--format", "csv");

        assertThat(execution.out().lines().skip(1).map(line -> line.replaceAll(".*,", "")))
                .containsExactly("waits for the next edition", "withdrawn");
        assertThat(application.run("articles", "list", "--newsletter", "dayly").exitCode())
                .isEqualTo(2);
    }

    @Test
    void showHasEverythingWithFormerRevisions() throws IOException {
        application.run("articles", "import", feed, "--source", "desk");
        application.run("articles", "import", write("later.xml", item("ferry", "Ferry sank")), "--source", "desk");

        Execution execution = application.run("articles", "show", id("Ferry sank"), "--format", "json");

        assertThat(execution.out())
                .contains("\"title\" : \"Ferry sank\"", "\"revision\" : 2", "\"title\" : \"Ferry sails\"");
    }

    @Test
    void withdrawnArticleStaysListed() {
        application.run("articles", "import", feed);
        String id = id("Ferry sails");

        Execution execution = application.run("articles", "withdraw", id);

        assertThat(execution.exitCode()).isZero();
        assertThat(execution.out()).contains("withdrawn_at 2026-11-24T06:00:00Z");
        assertThat(application.run("articles", "show", id).out()).contains("withdrawn_at 2026-11-24T06:00:00Z");
    }

    @Test
    void unknownArticleIsRefused() {
        assertThat(application.run("articles", "show", "4711"))
                .isEqualTo(new Execution(2, "", "There is no article 4711; `articles list` shows those there are.\n"));
        assertThat(application.run("articles", "withdraw", "4711").exitCode()).isEqualTo(2);
        assertThat(application.run("articles", "show", "ferry").exitCode()).isEqualTo(2);
    }

    private String id(String title) {
        return application.bean(Articles.class).before(Long.MAX_VALUE, 100).stream()
                .filter(article -> article.title().equals(title))
                .map(article -> Long.toString(article.id()))
                .findFirst()
                .orElseThrow();
    }

    private String write(String file, String items) throws IOException {
        return Files.writeString(
                        folder.resolve(file),
                        "<rss version=\"2.0\"><channel><title>t</title>" + items + "</channel></rss>")
                .toString();
    }

    private static String item(String id, String title) {
        return "<item><guid isPermaLink=\"false\">%1$s</guid><title>%2$s</title><link>https://a.example/%1$s</link></item>"
                .formatted(id, title);
    }
}
