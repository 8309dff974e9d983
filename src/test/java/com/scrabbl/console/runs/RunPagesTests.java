package com.scrabbl.console.runs;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.people.Role;
import com.scrabbl.support.ConsoleVisitor;
import com.scrabbl.support.Database;
import com.scrabbl.support.NewsletterTester;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.ScriptedRelay;
import com.scrabbl.support.TestApplication;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the pages of runs show, to operators. */
@OnEachDatabase
class RunPagesTests {

    private static final String HOSTILE = "550 5.1.1 <script>alert(1)</script> \u202Eevil " + "x".repeat(900);

    private final TestApplication application;
    private ConsoleVisitor operator;
    private NewsletterTester newsletter;

    RunPagesTests(Database database) {
        application = TestApplication.on(database);
    }

    @BeforeEach
    void newsletter(@TempDir Path folder) {
        operator = application.user(Role.OPERATOR);
        newsletter = new NewsletterTester(application, folder);
        newsletter.published("Tide barrier opens").declared();
    }

    @Test
    void everyNumberLeadsToItsRowsAndHostileRepliesAreText() throws IOException {
        assertThat(operator.page("/console/runs").text()).contains("No edition has run");
        newsletter.subscribed("anna@reader.example", "gone@reader.example", "ben@slow.example", "cid@slow.example");
        try (ScriptedRelay relay = new ScriptedRelay((command, recipient, connection) -> !command.startsWith("RCPT")
                ? null
                : recipient.startsWith("gone")
                        ? HOSTILE
                        : recipient.endsWith("slow.example") ? "450 4.7.28 too fast" : null)) {
            application.relayAt(relay.port());
            application.run("send", "daily");
        }
        application.clock().tick(Duration.ofSeconds(90));
        application.run(
                "send",
                "daily",
                "--slot",
                application.clock().instant().minusSeconds(1).toString());

        Document history = operator.page("/console/runs?newsletter=daily");
        assertThat(history.select("#history tbody tr")).hasSize(2);
        assertThat(history.select("#history tbody tr").get(0).text())
                .contains("Skipped", "None of the 1 stored articles");
        Element row = history.select("#history tbody tr").get(1);
        assertThat(row.text()).contains("Waiting", "1 of 4");
        assertThat(operator.page("/console/runs?state=HALTED").text()).contains("No run is like that", "Clear filters");

        Document page = counted(row.selectFirst("th a").attr("href"));
        assertThat(page.text())
                .contains("The sum is right: 1 + 2 + 1 + 0 + 0 + 0 = 4 frozen", "We send too fast")
                .contains("ours: counts against no reader; tried again from", "\ufffdevil")
                .contains("50 % settled");
        assertThat(page.select("script:not([src])")).isEmpty();
        assertThat(page.selectFirst("svg.bar").attr("aria-label"))
                .isEqualTo("1 accepted, 2 deferred, 1 rejected, 0 unknown, 0 skipped, 0 still to send, of 4");
        assertThat(page.select("svg.bar rect:not(.ground)")).hasSize(3);
        for (Element number : page.select("#live dd a, #live td.num a")) {
            Document rows = operator.page(number.attr("href"));
            assertThat(rows.select("table.deliveries tbody tr"))
                    .as(number.attr("href"))
                    .hasSize(Integer.parseInt(number.text()));
        }
        assertThat(operator.page(page.selectFirst("#sum-rejected").attr("href")).html())
                .contains(
                        "&lt;script&gt;alert(1)&lt;/script&gt;",
                        "no such mailbox or host (the reader’s address or host)")
                .doesNotContain("<script>alert");

        HttpResponse<String> poll =
                operator.get(page.selectFirst("#live").attr("hx-get").replace("seen=", "seen=x"), "HX-Request", "true");
        assertThat(poll.statusCode()).isEqualTo(200);
        assertThat(poll.body()).contains("hx-trigger=\"every 2s\"", "id=\"run-status\"", "hx-swap-oob");
        application.run("runs", "stop", "daily/2026-11-24T06:00:00Z");
        HttpResponse<String> last = operator.get(page.selectFirst("#live").attr("hx-get"), "HX-Request", "true");
        assertThat(last.statusCode()).isEqualTo(286);
        assertThat(last.body())
                .contains("The run is stopped.", "Stopped by an operator on Tue 24 November, ", "Resume…")
                .contains("2 readers wait until the run is resumed", "; tried again when resumed")
                .doesNotContain("hx-trigger", "tried again from");
        assertThat(operator.get("/console/runs/4711").statusCode()).isEqualTo(404);
        assertThat(operator.get("/console/runs/4711").body()).contains("There is no run 4711.");
    }

    @Test
    void eachProviderIsALineWhoseNumbersLeadToAllOfItsDomains() throws IOException {
        newsletter.subscribed("fay@reader.example", "anna@gmail.com", "ben@googlemail.com");
        for (String domain : List.of("com", "de", "fr", "it")) {
            newsletter.subscribed("gus@outlook." + domain);
        }
        for (int small = 0; small < 9; small++) {
            newsletter.subscribed("x%d@d%d.example".formatted(small, small));
        }
        application.run("send", "daily");

        Document page = counted(
                operator.page("/console/runs").selectFirst("#history th a").attr("href"));

        assertThat(page.select("table.pairs tbody th").eachText())
                .hasSize(11)
                .startsWith(
                        "microsoft outlook.com, outlook.de, outlook.fr and 1 more", "gmail gmail.com, googlemail.com")
                .endsWith("Others (2 domains)");
        Element gmail = page.select("table.pairs tbody tr").get(1).selectFirst("a");
        Document rows = operator.page(gmail.attr("href"));
        assertThat(rows.select("table.deliveries tbody th").eachText())
                .containsExactlyInAnyOrder("anna@gmail.com", "ben@googlemail.com");
        assertThat(rows.text()).contains("Only readers of gmail: gmail.com, googlemail.com.");
        assertThat(rows.selectFirst("input[name=provider]").val()).isEqualTo("gmail");
        Document others = operator.page(
                page.select("table.pairs tbody tr").last().selectFirst("a").attr("href"));
        assertThat(others.select("table.deliveries tbody th").eachText())
                .hasSize(2)
                .noneMatch(reader -> reader.contains("outlook") || reader.contains("mail.com"));
        String list = gmail.attr("href").replaceFirst("[?].*", "");
        assertThat(operator.page(list + "?domain=googlemail.com&provider=gmail")
                        .select("table.deliveries tbody th")
                        .eachText())
                .as("what is typed")
                .containsExactly("ben@googlemail.com");
        assertThat(operator.page(list + "?provider=proton").text()).contains("No delivery is like that");
    }

    @Test
    void rowThatIsMissingIsToldInRed() {
        newsletter.subscribed("anna@reader.example", "ben@reader.example");
        application.run("send", "daily");
        application
                .jdbc()
                .sql("DELETE FROM delivery WHERE subscription_id = (SELECT MAX(subscription_id) FROM delivery)")
                .update();

        String run = operator.page("/console/runs").selectFirst("#history th a").attr("href");

        assertThat(counted(run).selectFirst(".sum.wrong").text())
                .contains("The sum is wrong by 1:", "1 + 0 + 0 + 0 + 0 + 0 = 1, and 2 were frozen");
    }

    /** The page of a run once its rows are counted, which happens in the background. */
    private Document counted(String run) {
        Awaitility.await().until(() -> operator.page(run).selectFirst("svg.bar") != null);
        return operator.page(run);
    }

    @Test
    void rehearsalIsDoneInTheBackgroundAndHandedOut() throws IOException {
        newsletter.subscribed("anna@reader.example", "ben@reader.example");
        String path = "/console/newsletters/daily/rehearse";
        operator.get(path);
        assertThat(operator.post(path, "limit", "0").body()).contains("Enter a number from 1 to 10,000.");

        Document begun = operator.submit(path, "limit", "100");
        String job = operator.where(operator.post(path, "limit", "100"));
        Awaitility.await().until(() -> operator.page(job).text().contains("Result"));
        Document done = operator.page(job);

        assertThat(begun.title()).startsWith("Rehearsal of Harbour Daily");
        assertThat(done.text()).contains("Done", "Messages 2");
        assertThat(operator.get(job + "/live", "HX-Request", "true").statusCode())
                .isEqualTo(286);
        HttpResponse<String> plan = operator.get(job + "/plan.csv");
        assertThat(plan.body())
                .startsWith("email,state,reason,file,bytes,checks")
                .contains("anna@reader.example,PLANNED");
        HttpResponse<String> zip = operator.get(job + "/messages.zip");
        assertThat(zip.headers().firstValue("Content-Disposition").orElseThrow())
                .isEqualTo("attachment; filename=\"daily-rehearsal.zip\"");
        assertThat(zip.body()).contains("anna%40reader.example.eml", "ben%40reader.example.eml", "plan.csv");
        // An operator acts for no reader: the links of these files lead nowhere.
        Path folder = application.bean(Rehearsals.class).of("daily").get(0).folder();
        assertThat(Files.readString(folder.resolve("anna%40reader.example.eml"), StandardCharsets.ISO_8859_1))
                .containsPattern("/unsubscribe/[a-z]-[0-9a-z]+--")
                .doesNotContainPattern("/unsubscribe/[a-z]-[0-9a-z]+-[0-9a-z]");
        assertThat(operator.page(path).text()).contains("Latest rehearsals", "maria");
        assertThat(application
                        .jdbc()
                        .sql("SELECT count(*) FROM run")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void testMailGoesToWhomItIsAskedForAndWrongAddressesAreNamed() throws Exception {
        newsletter.subscribed("anna@reader.example");
        String path = "/console/newsletters/daily/test";
        operator.get(path);

        HttpResponse<String> wrong = operator.post(path, "addresses", "desk@harbour.example\nnobody");
        Document sent = operator.submit(path, "addresses", "desk@harbour.example, anna@reader.example");

        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("“nobody” is no e-mail address", "desk@harbour.example");
        assertThat(sent.text())
                .contains("The relay accepted the test mail to 2 addresses.", "desk@harbour.example Accepted");
        assertThat(application.relay().getReceivedMessages()).hasSize(2);
        assertThat(List.of(application.relay().getReceivedMessages()))
                .allSatisfy(mail -> assertThat(mail.getSubject()).containsIgnoringCase("test"));
    }
}
