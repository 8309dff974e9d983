package com.scrabbl.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.delivery.Progress;
import com.scrabbl.delivery.Worker;
import com.scrabbl.people.Role;
import com.scrabbl.run.Claim;
import com.scrabbl.run.Run;
import com.scrabbl.run.RunDriver;
import com.scrabbl.run.Runs;
import com.scrabbl.support.Browser;
import com.scrabbl.support.ConsoleVisitor;
import com.scrabbl.support.Database;
import com.scrabbl.support.Faults;
import com.scrabbl.support.FaultyRelay;
import com.scrabbl.support.FaultyRelay.At;
import com.scrabbl.support.NewsletterTester;
import com.scrabbl.support.PageLook;
import com.scrabbl.support.ScriptedRelay;
import com.scrabbl.support.TestApplication;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The overview, and why a reader got an edition or did not. */
class WatchPagesTests {

    private static final String EDITION = "daily/2026-11-24T06:00:00Z";

    private final TestApplication application = TestApplication.on(Database.H2);

    @Test
    void theFirstPageSaysWhatIsEmptyAndWhatToDo() {
        Document page = visitor().page("/console");

        assertThat(page.select("#needs-you").text()).contains("Nothing needs you");
        assertThat(page.select("#next").text()).contains("There is no newsletter yet");
        assertThat(page.select("#ran").text()).contains("No edition has run");
    }

    @Test
    void whatNeedsSomebodyComesFirstAndAnAnswerIsOneLookAway(@TempDir Path folder) throws IOException {
        anEditionIsHalted(folder);
        ConsoleVisitor operator = visitor();
        Document overview = operator.page("/console");

        assertThat(overview.select(".top .need").text()).isEqualTo("1 needs you");
        assertThat(overview.select("#needs-you li").text())
                .contains(
                        "Halted",
                        "Harbour Daily, Tue 24 November, 07:00",
                        "refused by policy",
                        "See replies and decide");
        assertThat(overview.select("#ran").text()).contains("Harbour Daily", "Halted");
        assertThat(overview.select("#next").text()).contains("in 1 day", "nothing yet; would be skipped");
        assertThat(operator.page("/console/explain").select(".top .need").text())
                .isEqualTo("1 needs you");

        Document answer = operator.page("/console/explain?edition=" + EDITION + "&address=reader59%40reader59.example");
        assertThat(answer.select(".verdict").text())
                .isEqualTo(application
                        .run("explain", EDITION, "reader59@reader59.example")
                        .out()
                        .lines()
                        .findFirst()
                        .orElseThrow()
                        .replace("`", ""));
        assertThat(answer.select(".timeline li")).isNotEmpty();
        assertThat(answer.select("tbody tr")).hasSize(2);
    }

    @Test
    void providerThatRefusesUsNeedsSomebodyAndIsTriedAtAWord(@TempDir Path folder) throws IOException {
        new NewsletterTester(application, folder)
                .declared()
                .published("Tide barrier opens")
                .imported(Stream.concat(
                                Stream.of("email"),
                                IntStream.rangeClosed(1, 40)
                                        .mapToObj(reader -> reader
                                                + (reader % 2 == 0 ? "@gmail.com" : "@reader" + reader + ".example")))
                        .toArray(String[]::new));
        try (FaultyRelay relay = new FaultyRelay()
                .when(
                        moment -> moment.at() == At.RCPT && moment.recipient().endsWith("@gmail.com"),
                        Faults.says("550 5.7.26 <script>unauthenticated</script>"))) {
            application.relayAt(relay.port());
            application.run("send", "daily");
            ConsoleVisitor operator = visitor();
            assertThat(operator.page("/console").select("#needs-you").text())
                    .contains("Suspended", "Readers of gmail wait", "<script>unauthenticated</script>");
            Document page = operator.page("/console/providers");
            assertThat(page.select("section.source").text())
                    .contains("gmail", "Suspended", "550 5.7.26", "(our fault)", "127.0.0.1:" + relay.port());

            relay.heal();
            assertThat(operator.submit(
                                    "/console/providers/try", "relay", "127.0.0.1:" + relay.port(), "provider", "gmail")
                            .text())
                    .contains("The next message tries gmail.");
            assertThat(operator.submit("/console/providers/try", "relay", "elsewhere", "provider", "gmail")
                            .text())
                    .contains("gmail is not suspended any more");
            List<Run> due = application
                    .bean(Runs.class)
                    .due(application.bean(Worker.class).id());
            assertThat(due).hasSize(1);
            application.bean(RunDriver.class).execute(due.get(0), Claim.GO_ON, new Progress());

            assertThat(operator.page("/console/providers").text()).contains("No provider refuses us");
            assertThat(relay.journal()).hasSizeGreaterThan(20).doesNotHaveDuplicates();
        }
    }

    @Test
    void whatCannotBeAnsweredIsSaidAtTheField() {
        ConsoleVisitor operator = visitor();
        assertThat(operator.get("/console/explain?edition=nothing&address=anna%40reader.example")
                        .statusCode())
                .isEqualTo(422);
        assertThat(operator.get("/console/explain?edition=daily/latest&address=anna")
                        .body())
                .contains("there is no @ in it", "href=\"#address\"", "value=\"anna\"");
        assertThat(operator.get("/console/explain?article=99&address=anna%40reader.example")
                        .body())
                .contains("href=\"#article\"");
        assertThat(operator.get("/console/explain?edition=daily/latest").statusCode())
                .isEqualTo(200);
    }

    @Test
    void whatIsLostUnlessSomebodyDoesSomethingIsToldOnEveryPage(@TempDir Path folder) {
        newsletter(folder);
        application.clock().tick(Duration.ofDays(1).plusMinutes(16));

        assertThat(visitor().page("/console/explain").select(".banner").text())
                .contains("Overdue: Harbour Daily, Wed 25 November, 07:00", "Look at the schedule");
    }

    @Test
    void thePagesAreForEverybody(@TempDir Path folder) throws IOException {
        anEditionIsHalted(folder);
        application.jdbc().sql("""
                INSERT INTO run (newsletter_id, slot, round, edition_id, state, reason, created_at, started_at)
                SELECT newsletter_id, slot + INTERVAL '1' SECOND, 0, edition_id, 'RUNNING', NULL, created_at, started_at
                FROM run
                """).update();
        application
                .jdbc()
                .sql("UPDATE source SET failures = 3, error = 'https://desk.example answered 503'")
                .update();
        application
                .jdbc()
                .sql("""
                INSERT INTO pace (relay, provider, suspended_at, suspended_until, slowed_to, slowed_at, level, reason, said)
                VALUES ('relay.example:587', 'gmail', :now, :until, 600, :now, 1, 'ours: we send too fast',
                    'at RCPT: 421 4.7.28 Our system has detected an unusual rate of unsolicited mail from your address')
                """)
                .param("now", TestApplication.START.atOffset(ZoneOffset.UTC))
                .param("until", TestApplication.START.plusSeconds(1_800).atOffset(ZoneOffset.UTC))
                .update();
        try (Browser browser = Browser.wide(1280)) {
            application.user(Role.OPERATOR);
            browser.open(application.url() + "/console");
            browser.find("#name").sendKeys("maria");
            browser.find("#password").sendKeys(ConsoleVisitor.PASSWORD);
            browser.press("button[type=submit]");
            new PageLook(browser).look("overview");
            browser.open(application.url() + "/console/providers");
            new PageLook(browser).look("providers");
            browser.open(
                    application.url() + "/console/explain?edition=" + EDITION + "&address=reader0%40reader0.example");
            new PageLook(browser).look("explain");
            browser.open(application.url() + "/console/explain?edition=" + EDITION + "&address=nobody");
            browser.complaints();
            new PageLook(browser).look("explain-wrong");
        }
    }

    private void anEditionIsHalted(Path folder) throws IOException {
        NewsletterTester newsletter = newsletter(folder);
        String[] lines = new String[61];
        lines[0] = "email";
        for (int reader = 0; reader < 60; reader++) {
            // Were three of one domain refused first, it would need somebody, too.
            lines[reader + 1] = "reader%1$d@reader%1$d.example".formatted(reader);
        }
        newsletter.imported(lines);
        try (ScriptedRelay relay = new ScriptedRelay((command, recipient, connection) ->
                command.startsWith("RCPT") ? "550 5.7.1 <" + recipient + "> refused by policy <script>" : null)) {
            application.relayAt(relay.port());
            application.run("send", "daily");
        }
    }

    private NewsletterTester newsletter(Path folder) {
        return new NewsletterTester(application, folder)
                .publishedAbout("Tide barrier opens", "Harbour")
                .publishedAbout("Opera closes", "Culture")
                .declared("schedule: { cron: \"0 7 * * *\", zone: Europe/Berlin }");
    }

    private ConsoleVisitor visitor() {
        return application.user(Role.OPERATOR);
    }
}
