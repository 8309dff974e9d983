package com.scrabbl.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.site.Publishing.Piece;
import com.scrabbl.support.Database;
import com.scrabbl.support.Execution;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.ScriptedRelay;
import com.scrabbl.support.TestApplication;
import com.scrabbl.support.Web;
import jakarta.mail.internet.MimeMultipart;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Past editions as pages: what was sent, for everybody, without anything personal. */
@OnEachDatabase
class ArchiveTests {

    private static final Instant MONDAY = TestApplication.START;
    private static final Instant TUESDAY = MONDAY.plus(Duration.ofDays(1));
    private static final String ON_MONDAY = "/archive/daily/2026-11-24T06:00:00Z";
    private static final String ON_TUESDAY = "/archive/daily/2026-11-25T06:00:00Z";

    private final TestApplication application;
    private final Publishing publishing;
    private final Web web;

    ArchiveTests(Database database) {
        application = TestApplication.on(database);
        publishing = new Publishing(application);
        web = new Web(application.url());
    }

    @Test
    void saysThatNothingWasSentYet() {
        assertThat(page("/archive").text()).contains("No edition was sent yet");
    }

    @Test
    void anEditionIsAPageOfItsOwnWithoutAnythingPersonal() {
        publishing.declare("daily", "name: Harbour Daily");
        publishing.send("daily", MONDAY, Piece.titled("Tide barrier opens"), Piece.titled("Rents & \"taxes\" fall"));

        Document page = page(ON_MONDAY);

        assertThat(page.title()).isEqualTo("Tide barrier opens – Harbour Daily, 24 November – Scrabbl");
        assertThat(page.select(".headline a").attr("href")).startsWith("https://harbour.example/");
        assertThat(page.select(".story .title").eachText()).containsExactly("Rents & \"taxes\" fall");
        assertThat(page.select(".onward a").text()).startsWith("Read on");
        assertThat(page.html()).doesNotContain("reader@", "unsubscribe");
        assertThat(page.select("form input[name='newsletters[]']").attr("value"))
                .isEqualTo("daily");
        assertThat(page.select("link[rel=canonical]").attr("href")).endsWith(ON_MONDAY);
        assertThat(page.select("meta[property=og:title]").attr("content")).isEqualTo("Tide barrier opens");
    }

    @Test
    void editionsLeadToTheirNeighbours() {
        publishing.declare("daily", "name: Harbour Daily");
        publishing.send("daily", MONDAY, Piece.titled("One"));
        publishing.send("daily", TUESDAY, Piece.titled("Two"));

        assertThat(page(ON_MONDAY).select(".turning a").eachAttr("href")).containsExactly(ON_TUESDAY);
        assertThat(page(ON_TUESDAY).select(".turning a").eachAttr("href")).containsExactly(ON_MONDAY);
        assertThat(page(ON_TUESDAY).select(".turning a").text()).isEqualTo("Earlier: 24 November");
        assertThat(page("/archive").select(".editions a").eachAttr("href")).containsExactly(ON_TUESDAY, ON_MONDAY);
    }

    @Test
    void anEditionIsThereFromItsFirstAcceptedMailOn() throws Exception {
        Newsletter daily = publishing.declare("daily", "name: Harbour Daily");
        publishing.subscribe("anna@quay.example", daily);
        publishing.subscribe("ben@hill.example", daily);
        AtomicBoolean busy = new AtomicBoolean(true);
        // Which of the two goes first, and whether both by one connection, is by chance.
        AtomicBoolean first = new AtomicBoolean(true);
        CountDownLatch second = new CountDownLatch(1);
        try (ScriptedRelay relay = new ScriptedRelay((command, recipient, connection) -> {
            if (command.equals(".") && !busy.get() && !first.getAndSet(false)) {
                await(second);
            }
            return busy.get() && command.startsWith("RCPT") ? "450 4.2.1 come back later" : null;
        })) {
            application.relayAt(relay.port());
            assertThat(publishing.run("daily", MONDAY, Piece.titled("One")).out())
                    .contains("state WAITING", "deferred 2");
            assertThat(web.get(ON_MONDAY).statusCode()).isEqualTo(404);
            assertThat(page("/archive").select(".editions")).isEmpty();
            assertThat(web.get("/archive/daily.xml").body()).doesNotContain("<entry>");

            busy.set(false);
            application.clock().tick(Duration.ofHours(1));
            CompletableFuture<Execution> sending =
                    CompletableFuture.supplyAsync(() -> application.run("send", "daily", "--slot", MONDAY.toString()));

            Awaitility.await().until(() -> web.get(ON_MONDAY).statusCode() == 200);
            assertThat(sending).as("the second mail is still on its way").isNotDone();
            second.countDown();
            assertThat(sending.get().out()).contains("accepted 2");
        }
    }

    @Test
    void aNewsletterMayHaveNoArchive() throws Exception {
        publishing.declare("daily", "name: Harbour Daily\npolicies: { archive: none }");
        publishing.send("daily", MONDAY, Piece.titled("One"));

        for (String path : new String[] {ON_MONDAY, "/archive/daily", "/archive/daily.xml"}) {
            assertThat(web.get(path).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(page("/archive").text()).doesNotContain("One");
        assertThat(page("/").text()).doesNotContain("One");
        assertThat(mail()).doesNotContain("/archive/");
    }

    @Test
    void theMailLeadsToThePageOfItsEdition() throws Exception {
        publishing.declare("daily", "name: Harbour Daily");
        publishing.send("daily", MONDAY, Piece.titled("One"));

        assertThat(mail()).contains(ON_MONDAY);
    }

    @Test
    void anArticleThatIsWithdrawnVanishesAndAnEditionWithNoneLeftTo() {
        publishing.declare("daily", "name: Harbour Daily");
        publishing.send("daily", MONDAY, Piece.titled("One"), Piece.titled("Two"));
        withdraw("One");

        assertThat(page(ON_MONDAY).select(".headline").text()).isEqualTo("Two");
        assertThat(page("/archive").select(".editions a").eachText()).containsExactly("Two");
        withdraw("Two");
        assertThat(web.get(ON_MONDAY).statusCode()).isEqualTo(404);
        assertThat(page("/").text()).doesNotContain("Two");
    }

    @Test
    void aHeadlineStaysAsItWasSent() {
        publishing.declare("daily", "name: Harbour Daily");
        publishing.send("daily", MONDAY, Piece.titled("One"));
        application.jdbc().sql("""
                INSERT INTO article_revision (article_id, revision, title, url, replaced_at)
                SELECT id, revision, title, url, first_seen_at FROM article
                """).update();
        application
                .jdbc()
                .sql("UPDATE article SET title = 'Corrected', revision = 2")
                .update();

        assertThat(page("/archive").select(".editions a").eachText()).containsExactly("One");
        assertThat(page(ON_MONDAY).select(".headline").text()).isEqualTo("One");
    }

    @Test
    void listsOfManyEditionsGoOnWhereTheyEnded() {
        publishing.declare("daily", "name: Harbour Daily");
        publishing.declare("weekly", "name: Harbour Weekly");
        publishing.send("daily", MONDAY, Piece.titled("One"));
        publishing.send("weekly", MONDAY, Piece.titled("Two"));
        copies(60);

        Document first = page("/archive");
        Document second = page(first.select("a[rel=next]").attr("href"));

        assertThat(first.select(".editions a")).hasSize(50);
        assertThat(second.select(".editions a")).hasSize(12);
        assertThat(second.select("a[rel=next]")).isEmpty();
        assertThat(second.select(".editions a").eachAttr("href"))
                .doesNotContainAnyElementsOf(first.select(".editions a").eachAttr("href"));
        assertThat(page("/archive/weekly").select(".editions a")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/archive/none",
                "/archive/none.xml",
                "/archive/daily/yesterday",
                "/archive/daily/latest",
                "/archive/daily/2026-11-24T06:00:00.000Z",
                "/archive/daily/+1000000000-12-31T23:59:59Z",
                "/archive/daily/2020-01-01T00:00:00Z",
                "/archive/daily/2026-11-24T06:00:00Z/x",
                "/archive?before=x",
                "/archive?before=daily/x",
                "/archive?before=none/2026-11-24T06:00:00Z",
            })
    void anAddressThatNamesNothingIsNotFound(String path) {
        publishing.declare("daily", "name: Harbour Daily");

        assertThat(web.get(path.replace("+", "%2B")).statusCode()).isEqualTo(404);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void copies(int count) {
        for (int copy = 1; copy <= count; copy++) {
            application
                    .jdbc()
                    .sql("""
                    INSERT INTO edition (newsletter_id, slot, uid, settings, model, highest_first_seen, audience, frozen_at,
                    published_at)
                    SELECT e.newsletter_id, CAST(:slot AS timestamp(6) with time zone), :uid, e.settings, e.model, 1, 1, e.frozen_at,
                           e.frozen_at
                    FROM edition e JOIN newsletter n ON n.id = e.newsletter_id
                    WHERE n.slug = 'daily' ORDER BY e.id LIMIT 1
                    """)
                    .param("slot", MONDAY.minus(Duration.ofDays(copy)).atOffset(ZoneOffset.UTC))
                    .param("uid", "copy" + copy)
                    .update();
        }
        application.jdbc().sql("""
                INSERT INTO article (source_id, external_id, url, canonical_url, title, published_at, first_seen,
                                     first_seen_at, first_import, fingerprint, text_fingerprint)
                SELECT a.source_id, e.uid, a.url, a.canonical_url, a.title, a.published_at, -e.id, a.first_seen_at, TRUE, 'x', 'x'
                FROM edition e CROSS JOIN article a WHERE e.uid LIKE 'copy%' AND a.title = 'One'
                """).update();
        application.jdbc().sql("""
                INSERT INTO edition_article (edition_id, newsletter_id, article_id, revision, position)
                SELECT e.id, e.newsletter_id, a.id, 1, 0 FROM edition e JOIN article a ON a.external_id = e.uid
                """).update();
    }

    private void withdraw(String title) {
        application
                .jdbc()
                .sql("UPDATE article SET withdrawn_at = published_at WHERE title = ?")
                .param(title)
                .update();
    }

    private String mail() throws Exception {
        MimeMultipart parts =
                (MimeMultipart) application.relay().getReceivedMessages()[0].getContent();
        return (String) parts.getBodyPart(0).getContent();
    }

    private Document page(String path) {
        return Jsoup.parse(web.get(path).body());
    }
}
