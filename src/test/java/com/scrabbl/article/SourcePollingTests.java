package com.scrabbl.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scrabbl.support.Database;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.TestApplication;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnEachDatabase
class SourcePollingTests {

    private static final String FERRY = item("1", "Ferry", "It sails again.");
    private static final String CRANE = item("2", "Crane", "It lifts again.");

    private final TestApplication application;
    private final Sources sources;
    private final SourcePolling polling;
    private final Articles articles;
    private final TestSite site = new TestSite();

    @TempDir
    Path folder;

    SourcePollingTests(Database database) {
        application = TestApplication.on(database);
        sources = application.bean(Sources.class);
        polling = application.bean(SourcePolling.class);
        articles = application.bean(Articles.class);
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void firstPollTakesEverythingInTheOrderOfTheFeed() throws IOException {
        PollReport report = polling.poll(feed(FERRY + CRANE));

        assertThat(report)
                .extracting(PollReport::added, PollReport::changed, PollReport::unchanged)
                .containsExactly(2, 0, 0);
        assertThat(report.rejected()).isEmpty();
        assertThat(stored()).extracting(Article::title).containsExactly("Crane", "Ferry");
        assertThat(stored()).extracting(Article::feedPosition).containsExactly(1, 0);
        assertThat(stored()).allMatch(Article::firstImport).allMatch(article -> article.revision() == 1);
        assertThat(stored()).extracting(Article::firstSeenAt).containsOnly(TestApplication.START);
    }

    @Test
    void laterPollTakesWhatIsNewAndTellsItFromTheFirstImport() throws IOException {
        polling.poll(feed(FERRY));
        application.clock().tick(Duration.ofHours(1));

        PollReport report = polling.poll(feed(CRANE + FERRY));

        assertThat(report)
                .extracting(PollReport::added, PollReport::changed, PollReport::unchanged)
                .containsExactly(1, 0, 1);
        Article crane = stored().get(0);
        assertThat(crane.firstImport()).isFalse();
        assertThat(crane.firstSeenAt()).isEqualTo(TestApplication.START.plus(Duration.ofHours(1)));
        assertThat(stored().get(1).feedPosition()).isEqualTo(1);
    }

    @Test
    void changedTextKeepsTheArticleAndItsRevision() throws IOException {
        polling.poll(feed(FERRY));
        Article before = stored().get(0);
        application.clock().tick(Duration.ofHours(1));

        PollReport report = polling.poll(feed(item("1", "Ferry", "It sank.")));

        Article after = articles.get(before.id());
        assertThat(report.changed()).isEqualTo(1);
        assertThat(after.standfirst()).isEqualTo("It sank.");
        assertThat(after.revision()).isEqualTo(2);
        assertThat(after.firstSeen()).isEqualTo(before.firstSeen());
        assertThat(articles.revisions(before.id())).singleElement().satisfies(revision -> {
            assertThat(revision.revision()).isEqualTo(1);
            assertThat(revision.standfirst()).isEqualTo("It sails again.");
            assertThat(revision.replacedAt()).isEqualTo(TestApplication.START.plus(Duration.ofHours(1)));
        });
    }

    @Test
    void rejectedItemsAreReportedAndRecordedUntilTheyAreGone() throws IOException {
        Source source = feed(FERRY + item("1", "Ferry again", "x") + "<item><title>No link</title></item>");

        PollReport report = polling.poll(source);

        assertThat(report.added()).isEqualTo(1);
        assertThat(report.rejected())
                .containsExactly(
                        new Rejection("1", "an item before it has the same guid or address"),
                        new Rejection("No link", "it has no link"));
        assertThat(rejections()).containsExactly("1", "No link");
        polling.poll(feed(FERRY));
        assertThat(rejections()).isEmpty();
    }

    @Test
    void unchangedFeedIsNotReadAgain() {
        String feed = rss(FERRY + item("2", "", ""));
        Source source = sources.declare(
                "site",
                SourceKind.URL,
                site.at("/feed", exchange -> {
                    if ("\"v1\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
                        exchange.sendResponseHeaders(304, -1);
                    } else {
                        exchange.getResponseHeaders().set("ETag", "\"v1\"");
                        TestSite.body(exchange, feed.getBytes(StandardCharsets.UTF_8));
                    }
                }),
                true);
        polling.poll(source);

        PollReport again = polling.poll(source);

        assertThat(again.unchanged()).isEqualTo(1);
        assertThat(again.rejected()).containsExactly(new Rejection("2", "it has neither a title nor a text"));
        assertThat(site.requests()).hasSize(2);
    }

    @Test
    void failureIsRecordedWithItsSourceAndForgottenAfterSuccess() throws IOException {
        String url = site.at("/feed", TestSite.status(500));
        Source broken = sources.declare("broken", SourceKind.URL, url, true);
        Source well = feed(FERRY);

        List<PollReport> reports = List.of(polling.poll(broken), polling.poll(broken), polling.poll(well));

        String sentence = url + ": the server answered 500 Internal Server Error.";
        assertThat(reports).extracting(PollReport::failure).containsExactly(sentence, sentence, null);
        assertThat(sources.health())
                .containsExactly(
                        new SourceHealth(broken, 0, null, null, 2, sentence),
                        new SourceHealth(well, 1, TestApplication.START, TestApplication.START, 0, null));
    }

    @Test
    void untrustedSourceInAPrivateNetworkFails() {
        Source source = sources.declare("inside", SourceKind.URL, site.at("/feed", TestSite.status(200)), false);

        assertThat(polling.poll(source).failure()).contains("lies in a private network");
        assertThat(site.requests()).isEmpty();
    }

    @Test
    void folderGivesItsFeedsAndPagesAndNamesWhatCannotBeRead() throws IOException {
        Files.writeString(folder.resolve("a.xml"), rss(FERRY));
        Files.writeString(folder.resolve("b.html"), """
                <html><head><link rel=canonical href="https://a.example/page"><meta property="og:type" content="article">
                <title>A page</title></head><body><h1>A page</h1><p>Its text.</p></body></html>""");
        Files.writeString(folder.resolve("c.xml"), "<rss");
        Files.writeString(folder.resolve("notes.md"), "# not yet");

        PollReport report = polling.poll(sources.declare("desk", SourceKind.FOLDER, folder.toString(), true));

        assertThat(report.added()).isEqualTo(2);
        assertThat(report.rejected()).extracting(Rejection::item).containsExactly("c.xml");
        assertThat(stored()).extracting(Article::title).containsExactly("A page", "Ferry");
    }

    @Test
    void folderWithNothingThatCanBeReadFails() throws IOException {
        Files.writeString(folder.resolve("c.xml"), "nonsense");

        assertThat(polling.poll(sources.declare("desk", SourceKind.FOLDER, folder.toString(), true))
                        .failure())
                .contains("none of its files could be read", "neither an RSS or Atom feed nor an HTML page");
        assertThat(polling.poll(sources.declare(
                                "gone", SourceKind.FOLDER, folder.resolve("x").toString(), true))
                        .failure())
                .isEqualTo(folder.resolve("x") + ": there is no such file or folder.");
    }

    @Test
    void otherPlaceIsTakenIntoASourceWithoutTouchingItsHealth() throws IOException {
        Source source = sources.declare("world", SourceKind.URL, "https://a.example/feed", false);
        Path archive = Files.writeString(folder.resolve("archive.xml"), rss(FERRY));

        PollReport report = polling.takeInto(source, Place.of(archive.toString()));

        assertThat(report.added()).isEqualTo(1);
        assertThat(sources.health()).containsExactly(new SourceHealth(source, 1, null, null, 0, null));
    }

    @Test
    void sameGuidInTwoSourcesIsTwoArticles() throws IOException {
        polling.poll(feed(FERRY));
        Path other = Files.writeString(folder.resolve("other.xml"), rss(FERRY));

        assertThat(polling.poll(sources.declare("other", SourceKind.FILE, other.toString(), true))
                        .added())
                .isEqualTo(1);
        assertThat(stored()).extracting(Article::source).containsExactly("other", "feed");
    }

    @Test
    void withdrawnArticleStaysWithdrawn() throws IOException {
        polling.poll(feed(FERRY));
        long id = stored().get(0).id();

        assertThat(articles.withdraw(id)).isTrue();
        assertThat(articles.withdraw(id)).isFalse();
        polling.poll(feed(item("1", "Ferry", "New text.")));

        assertThat(articles.get(id).withdrawnAt()).isEqualTo(TestApplication.START);
        assertThatThrownBy(() -> articles.withdraw(id + 1)).isInstanceOf(UnknownArticleException.class);
    }

    @Test
    void articlesAreListedPageByPage() throws IOException {
        polling.poll(feed(FERRY + CRANE + item("3", "Lamp", "It shines.")));

        List<Article> first = articles.before(Long.MAX_VALUE, 2);
        List<Article> second = articles.before(first.get(1).firstSeen(), 2);

        assertThat(first).extracting(Article::title).containsExactly("Lamp", "Crane");
        assertThat(second).extracting(Article::title).containsExactly("Ferry");
        assertThat(second.get(0).topics()).containsExactly("Harbour", "News");
    }

    private Source feed(String items) throws IOException {
        Path file = Files.writeString(folder.resolve("feed.xml"), rss(items));
        return sources.declare("feed", SourceKind.FILE, file.toString(), true);
    }

    private List<Article> stored() {
        return articles.before(Long.MAX_VALUE, 100);
    }

    private List<String> rejections() {
        return application
                .jdbc()
                .sql("SELECT item FROM article_rejection ORDER BY id")
                .query(String.class)
                .list();
    }

    private static String rss(String items) {
        return "<rss version=\"2.0\"><channel><title>t</title>" + items + "</channel></rss>";
    }

    private static String item(String guid, String title, String description) {
        return """
                <item><guid isPermaLink="false">%1$s</guid><title>%2$s</title><link>https://a.example/%1$s</link>\
                <description>%3$s</description><category>Harbour</category><category>News</category></item>""".formatted(guid, title, description);
    }
}
