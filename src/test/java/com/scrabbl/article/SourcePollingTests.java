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
import java.util.ArrayList;
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
    void picturesThatGetAnotherAddressAtEachPollAreStoredAndMakeNoRevision() throws IOException {
        polling.poll(feed(signed("a1", "It sails again.")));
        Article before = stored().get(0);

        PollReport report = polling.poll(feed(signed("b2", "It sails again.")));

        assertThat(report)
                .extracting(PollReport::added, PollReport::changed, PollReport::unchanged)
                .containsExactly(0, 0, 1);
        Article after = articles.get(before.id());
        assertThat(after.revision()).isEqualTo(1);
        assertThat(articles.revisions(before.id())).isEmpty();
        assertThat(before.image().url()).isEqualTo("https://cdn.example/quay.jpg?sig=a1");
        assertThat(after.image().url()).isEqualTo("https://cdn.example/quay.jpg?sig=b2");
        assertThat(after.url()).isEqualTo("https://a.example/ferry?utm_id=b2");
        assertThat(after.body()).contains("inside.jpg?sig&#61;b2").doesNotContain("a1");

        assertThat(polling.poll(feed(signed("c3", "It sank."))).changed()).isEqualTo(1);
        assertThat(articles.revisions(before.id()))
                .singleElement()
                .satisfies(revision -> assertThat(revision.body()).contains("It sails again.", "sig&#61;b2"));
    }

    /** An item whose pictures have addresses that are good for a while. */
    private static String signed(String key, String text) {
        return """
                <item><guid isPermaLink="false">7</guid><title>Ferry</title><link>https://a.example/ferry?utm_id=%1$s</link>
                <description>What is known of the ferry.</description>
                <media:content xmlns:media="http://search.yahoo.com/mrss/" url="https://cdn.example/quay.jpg?sig=%1$s" medium="image"/>
                <content:encoded xmlns:content="http://purl.org/rss/1.0/modules/content/"><![CDATA[<p>%2$s It was seen at the quay.</p>
                <p><a href="https://cdn.example/large.jpg?sig=%1$s"><img src="https://cdn.example/inside.jpg?sig=%1$s" width="640"
                height="480" alt="The quay"></a></p><p>The last word belongs to the ferrymen.</p>]]></content:encoded></item>
                """.formatted(key, text);
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
    void whatIsFreshIsNotAskedAgainByTheClockButByAnEdition() {
        String url = site.at("/feed", exchange -> {
            exchange.getResponseHeaders().set("Cache-Control", "max-age=3600");
            exchange.getResponseHeaders().set("ETag", "\"v1\"");
            boolean known = exchange.getRequestHeaders().containsKey("If-None-Match");
            if (known) {
                exchange.sendResponseHeaders(304, -1);
            } else {
                TestSite.body(exchange, rss(FERRY).getBytes(StandardCharsets.UTF_8));
            }
        });
        Source source = sources.declare("site", SourceKind.URL, url, true);
        polling.poll(source);
        application.clock().tick(Duration.ofMinutes(31));
        assertThat(health().nextPollAt()).isEqualTo(TestApplication.START.plus(Duration.ofHours(1)));
        assertThat(sources.due()).isEmpty();

        assertThat(polling.poll(source).unchanged()).isEqualTo(1);
        assertThat(site.requests()).hasSize(2);
        application.clock().tick(Duration.ofMinutes(61));
        assertThat(sources.due()).containsExactly(source);
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
                        new SourceHealth(broken, 0, null, null, 2, sentence, null, null),
                        new SourceHealth(well, 1, TestApplication.START, TestApplication.START, 0, null, null, null));
    }

    @Test
    void emptiedOrFailingSourceUnseesNothing() throws IOException {
        polling.poll(feed(FERRY + CRANE));
        List<Article> before = stored();

        PollReport emptied = polling.poll(feed(""));
        PollReport broken = polling.poll(sources.declare("feed", SourceKind.FILE, write("feed.xml", "<rss"), true));
        PollReport back = polling.poll(feed(FERRY + CRANE));

        assertThat(emptied).isEqualTo(new PollReport(emptied.source(), 0, 0, 0, List.of(), null));
        assertThat(broken.hasFailed()).isTrue();
        assertThat(back.unchanged()).isEqualTo(2);
        assertThat(stored()).isEqualTo(before);
    }

    @Test
    void guidThatChangesAtEachPollIsTheSameArticle() throws IOException {
        polling.poll(feed(FERRY + CRANE));
        Article ferry = stored().get(1);

        PollReport again = polling.poll(feed(FERRY.replace(">1<", ">x-99<") + CRANE));
        PollReport changed = polling.poll(feed(FERRY.replace(">1<", ">x-100<").replace("sails", "sank") + CRANE));

        assertThat(again.unchanged()).isEqualTo(2);
        assertThat(changed).extracting(PollReport::added, PollReport::changed).containsExactly(0, 1);
        assertThat(articles.get(ferry.id()))
                .extracting(Article::externalId, Article::revision, Article::firstSeen)
                .containsExactly("x-100", 2, ferry.firstSeen());
    }

    @Test
    void whatFailsAgainAndAgainIsLeftAloneLongerAndLonger() {
        String url = site.at("/feed", TestSite.status(500));
        Source broken = sources.declare("broken", SourceKind.URL, url, true);
        polling.poll(broken);
        polling.poll(broken);
        assertThat(health().nextPollAt()).isNull();

        polling.poll(broken);

        assertThat(health().nextPollAt()).isEqualTo(TestApplication.START.plus(Duration.ofMinutes(5)));
        assertThat(polling.poll(broken).failure())
                .startsWith(url + ": the server answered 500 Internal Server Error. After 3 failures in a row it is not"
                        + " asked again before 2026-11-24T06:05:00Z; ");
        assertThat(site.requests()).hasSize(3);
        polling.pollNow(broken);
        assertThat(health().nextPollAt()).isEqualTo(TestApplication.START.plus(Duration.ofMinutes(10)));
        application.clock().tick(Duration.ofMinutes(10));
        polling.poll(broken);
        assertThat(site.requests()).hasSize(5);
        assertThat(health().failures()).isEqualTo(5);
    }

    @Test
    void serverThatAsksForAPauseIsLeftAloneEvenByHand() {
        List<String> pauses = new ArrayList<>(List.of("120", "Tue, 24 Nov 2026 07:00:00 GMT", "99999999"));
        String url = site.at("/feed", exchange -> {
            exchange.getResponseHeaders().set("Retry-After", pauses.remove(0));
            exchange.sendResponseHeaders(429, -1);
        });
        Source busy = sources.declare("busy", SourceKind.URL, url, true);
        polling.poll(busy);
        assertThat(health().nextPollAt()).isEqualTo(TestApplication.START.plusSeconds(120));

        assertThat(polling.pollAnew(busy).failure())
                .endsWith("Its server asked not to be asked again before 2026-11-24T06:02:00Z.");
        assertThat(site.requests()).hasSize(1);
        application.clock().tick(Duration.ofMinutes(2));
        polling.poll(busy);
        assertThat(health().nextPollAt()).isEqualTo("2026-11-24T07:00:00Z");
        application.clock().tick(Duration.ofHours(1));
        polling.poll(busy);
        assertThat(health().nextPollAt())
                .isEqualTo(TestApplication.START.plus(Duration.ofHours(25).plusMinutes(2)));
    }

    @Test
    void feedThatMovedForGoodIsPolledWhereItIsUntilItFailsThere() {
        List<Integer> status = new ArrayList<>(List.of(200, 200, 500));
        String target = site.at("/new", exchange -> {
            int now = status.remove(0);
            if (now == 200) {
                TestSite.body(exchange, rss(FERRY).getBytes(StandardCharsets.UTF_8));
            } else {
                exchange.sendResponseHeaders(now, -1);
            }
        });
        String url = site.at("/old", TestSite.movedForGood("/new"));
        Source moved = sources.declare("moved", SourceKind.URL, url, true);

        polling.poll(moved);

        assertThat(health().movedTo()).isEqualTo(target);
        assertThat(polling.poll(moved).unchanged()).isEqualTo(1);
        assertThat(site.requests()).hasSize(3);
        assertThat(polling.poll(moved).failure()).startsWith(target + ": the server answered 500");
        assertThat(health().movedTo()).isNull();
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
        Files.writeString(folder.resolve("d.md"), """
                ---
                url: https://a.example/lamp
                tags: [Light]
                ---
                # Lamp

                It shines again, said the keeper.""");
        Files.writeString(folder.resolve("e.txt"), "Net\nhttps://a.example/net\n\nIt was mended in a day.");
        Files.writeString(folder.resolve("f.txt"), "No link\n\nSo it is rejected.");
        Files.writeString(folder.resolve("_notes.md"), "# kept beside");

        PollReport report = polling.poll(sources.declare("desk", SourceKind.FOLDER, folder.toString(), true));

        assertThat(report.added()).isEqualTo(4);
        assertThat(report.rejected()).extracting(Rejection::item).containsExactly("c.xml", "No link");
        assertThat(stored()).extracting(Article::title).containsExactly("Net", "Lamp", "A page", "Ferry");
        assertThat(stored().get(1).topics()).containsExactly("Light");
    }

    @Test
    void folderWithNothingThatCanBeReadFails() throws IOException {
        Files.writeString(folder.resolve("c.xml"), "nonsense");

        assertThat(polling.poll(sources.declare("desk", SourceKind.FOLDER, folder.toString(), true))
                        .failure())
                .contains("none of its files could be read", "neither an RSS, Atom or JSON feed nor an HTML page");
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
        assertThat(sources.health()).containsExactly(new SourceHealth(source, 1, null, null, 0, null, null, null));
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
        return sources.declare("feed", SourceKind.FILE, write("feed.xml", rss(items)), true);
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private SourceHealth health() {
        return sources.health().get(0);
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
