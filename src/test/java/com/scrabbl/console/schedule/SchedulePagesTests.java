package com.scrabbl.console.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.people.Role;
import com.scrabbl.support.ConsoleVisitor;
import com.scrabbl.support.Database;
import com.scrabbl.support.NewsletterTester;
import com.scrabbl.support.TestApplication;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** An operator looks at what comes, pauses it, and approves an edition. The clock begins on Tuesday, 07:00 in Berlin. */
class SchedulePagesTests {

    private static final String APPROVE = "/console/editions/daily/2026-11-24T06:00:00Z/approve";

    private final TestApplication application = TestApplication.on(Database.H2);
    private NewsletterTester newsletter;

    @BeforeEach
    void newsletter(@TempDir Path folder) {
        newsletter = new NewsletterTester(application, folder);
    }

    @Test
    void slotsAreExplainedPausedAndResumed() {
        newsletter
                .declared("schedule: { cron: \"0 7 * * *\", zone: Europe/Berlin }")
                .subscribed("anna@reader.example");
        application.clock().set(Instant.parse("2027-03-25T12:00:00Z"));
        ConsoleVisitor maria = application.user(Role.OPERATOR);

        Document schedule = maria.page("/console/schedule");
        assertThat(schedule.select("#daily tbody tr")).hasSize(10);
        assertThat(schedule.text())
                .contains("Sun 28 March, 07:00")
                .contains("07:00 stays 07:00 in Berlin; in UTC the slot moves from 06:00 to 05:00.")
                .contains("Nothing yet; would be skipped, unless an article is published");

        maria.page("/console/schedule/daily/pause");
        HttpResponse<String> refused =
                maria.post("/console/schedule/daily/pause", "until", "2027-03-25", "articles", "drop", "reason", "");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("that day has begun. The earliest is 2027-03-26");
        Document paused = maria.submit(
                "/console/schedule/daily/pause", "until", "2027-03-27", "articles", "drop", "reason", "Easter");
        assertThat(paused.text())
                .contains("paused since 25 March 2027, 13:00, until 27 March 2027, 00:00 (Europe/Berlin)")
                .contains("Skipped: the newsletter is paused");
        assertThat(maria.page("/console/newsletters").text()).contains("Sat 27 March, 07:00");
        maria.page("/console/schedule/daily/resume");
        assertThat(maria.submit("/console/schedule/daily/resume", "reason", "").text())
                .contains("is no longer paused: its slots are run again from now on.");
        assertThat(application
                        .jdbc()
                        .sql(
                                "SELECT what || ' ' || actor || ' ' || COALESCE(reason, '-') FROM audit WHERE what LIKE 'newsletters %' AND via = 'console' ORDER BY id")
                        .query(String.class)
                        .list())
                .containsExactly("newsletters pause maria Easter", "newsletters resume maria -");
        assertThat(maria.get("/console/schedule?newsletter=nothing").statusCode())
                .isEqualTo(404);
    }

    @Test
    void editionIsChangedAndApprovedAndTheSecondOperatorIsTold() {
        newsletter
                .published("Tide barrier opens", "Ferry strike ends", "<b>New</b> pilots")
                .declared("policies: { approval: required }")
                .subscribed("anna@reader.example");
        application.run("send", "daily");
        ConsoleVisitor maria = application.user(Role.OPERATOR);
        ConsoleVisitor ada = application.user(Role.ADMIN);
        ada.page(APPROVE);

        assertThat(maria.page("/console/schedule").select("#proposed").text())
                .contains("1 edition waits for approval", "Approve by 10:00 UTC, or it is skipped.");
        Document page = maria.page(APPROVE);
        String first = page.select("button[value^=drop:]").get(0).val();
        Document dropped = maria.submit(APPROVE + "/articles", "version", "0", "move", first);
        assertThat(dropped.select("tr.out").text()).contains("Dropped", "Put back");
        Document moved = maria.submit(
                APPROVE + "/articles",
                "version",
                "1",
                "move",
                dropped.select("button[value^=down:]").get(0).val());
        assertThat(moved.select("#articles tbody tr:not(.out)").text()).containsSubsequence("Tide", "Ferry");
        assertThat(maria.post(APPROVE + "/subject", "version", "2", "subject", "x".repeat(201))
                        .statusCode())
                .isEqualTo(422);
        assertThat(maria.submit(APPROVE + "/subject", "version", "2", "subject", "Barrier & <ferry>")
                        .text())
                .contains("It would be sent as: Barrier & <ferry>");
        HttpResponse<String> late = ada.post(APPROVE, "version", "0", "article", "1");
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("Somebody else changed this proposal in the meantime. Nothing was done");

        Document approved = maria.page(APPROVE);
        String[] fields = Stream.concat(
                        Stream.of("version", "3"),
                        approved.select(".decide input[name=article]").eachAttr("value").stream()
                                .flatMap(id -> Stream.of("article", id)))
                .toArray(String[]::new);
        whatCannotBeSentIsNotApproved(maria, fields);
        HttpResponse<String> answer = maria.post(APPROVE, fields);
        assertThat(answer.statusCode()).isEqualTo(302);
        ada.page("/console/schedule");
        HttpResponse<String> second = ada.post(APPROVE, fields);
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.body()).contains("is WAITING (approved by maria). It does not wait for approval");
        application.clock().tick(Duration.ofSeconds(3));
        assertThat(application
                        .run("send", "daily", "--slot", "2026-11-24T06:00:00Z")
                        .out())
                .contains("articles 2", "accepted 1", "reason approved by maria");
        assertThat(application.relay().getReceivedMessages()).hasSize(1);
    }

    /** A relay that is not on this machine needs links that lead somewhere. */
    private void whatCannotBeSentIsNotApproved(ConsoleVisitor maria, String... fields) {
        JavaMailSenderImpl relay = application.bean(JavaMailSenderImpl.class);
        String here = String.valueOf(relay.getHost());
        relay.setHost("192.0.2.1");
        try {
            HttpResponse<String> refused = maria.post(APPROVE, fields);

            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(refused.body()).contains("192.0.2.1", "Set scrabbl.public-url=https://", "Approve and send");
        } finally {
            relay.setHost(here);
        }
        assertThat(application.run("runs", "show", "daily/2026-11-24T06:00:00Z").out())
                .contains("state PROPOSED");
    }
}
