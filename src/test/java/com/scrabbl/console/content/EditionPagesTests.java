package com.scrabbl.console.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.people.Role;
import com.scrabbl.support.ConsoleVisitor;
import com.scrabbl.support.Database;
import com.scrabbl.support.NewsletterTester;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.TestApplication;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An edition as any reader sees it, its checks, and one that goes out in spite of them. */
@OnEachDatabase
class EditionPagesTests {

    private static final String EDITION = "/console/editions/daily/2026-11-24T06:00:00Z";

    private final TestApplication application;
    private final ConsoleVisitor operator;
    private NewsletterTester newsletter;

    EditionPagesTests(Database database) {
        application = TestApplication.on(database);
        operator = application.user(Role.OPERATOR);
    }

    @BeforeEach
    void newsletter(@TempDir Path folder) {
        newsletter = new NewsletterTester(application, folder)
                .publishedAbout("Tide barrier opens", "Harbour")
                .publishedAbout("Ferry strike ends", "Ferries");
    }

    @Test
    void aFrozenEditionIsSeenAsAnyReaderAndNothingIsRecorded() {
        newsletter
                .declared("topics: [ Harbour, Ferries ]")
                .imported(
                        "email,name,language,topics",
                        "anna@reader.example,Anna <b>B,de,Ferries",
                        "b@reader.example,,en,Golf");
        application.run("send", "daily");
        long cohorts = count("cohort");

        Document asAnna = operator.page(EDITION + "?address=anna@reader.example");

        assertThat(asAnna.selectFirst("#mail .facts").text())
                .contains("Ferry strike ends")
                .doesNotContain("Tide barrier");
        assertThat(asAnna.selectFirst("#checks").text()).contains("1 warns", "51 pass");
        assertThat(asAnna.selectFirst("iframe").attr("sandbox")).isEmpty();
        assertThat(asAnna.selectFirst("iframe").attr("title")).isEqualTo("The mail to anna@reader.example");
        HttpResponse<String> frame = operator.get(asAnna.selectFirst("iframe").attr("src"));
        assertThat(frame.headers().allValues("Content-Security-Policy"))
                .containsExactly(
                        "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; frame-ancestors 'self'; sandbox");
        assertThat(frame.body())
                .contains("Ferry strike ends", "Anna &lt;b&gt;B")
                .doesNotContain("Tide barrier");
        String leave =
                Jsoup.parse(frame.body()).select("a[href*=/unsubscribe/]").attr("href");
        assertThat(leave).isNotEmpty();
        operator.post(leave.substring(leave.indexOf("/unsubscribe/")));
        assertThat(application
                        .run("subscribers", "show", "anna@reader.example", "--format", "json")
                        .out())
                .contains("ACTIVE");

        Document source = operator.page(EDITION + "?view=source&name=%F0%9F%8C%8A&language=fr&topics=Harbour");
        assertThat(source.selectFirst("pre.source").wholeText()).contains("Subject: Tide barrier opens");
        assertThat(operator.get(EDITION + "?address=nobody@reader.example").body())
                .contains("nobody@reader.example does not subscribe to Harbour Daily");
        assertThat(operator.get(EDITION + "?address=b@reader.example").statusCode())
                .isEqualTo(422);
        assertThat(count("cohort")).as("looking keeps nothing").isEqualTo(cohorts);
    }

    @Test
    void theNextOneIsSeenBeforeThereIsAny() {
        newsletter.declared("schedule: { cron: \"0 7 * * *\" }");
        assertThat(operator.page("/console/editions/daily/next")
                        .selectFirst(".empty")
                        .text())
                .contains("The newsletter's sources have brought no article yet.");

        operator.page("/console/sources");
        operator.submit("/console/sources/"
                + application
                        .jdbc()
                        .sql("SELECT id FROM source")
                        .query(Long.class)
                        .single() + "/poll");
        Document next = operator.page("/console/editions/daily/next?view=text");

        assertThat(next.selectFirst("h1").text()).isEqualTo("Harbour Daily, Tue 24 November, 07:00");
        assertThat(next.selectFirst("pre.source").wholeText()).contains("Ferry strike ends", "Tide barrier opens");
        assertThat(count("edition")).isZero();
    }

    @Test
    void aProposedEditionIsSeenAsItStandsAndLosesWhatIsWithdrawn() {
        newsletter.declared("policies: { approval: required }").subscribed("anna@reader.example");
        application.run("send", "daily");

        Document proposed = operator.page(EDITION + "?view=text");

        assertThat(proposed.selectFirst(".badge").text()).isEqualTo("Proposed");
        assertThat(proposed.select(".actions a").eachText()).contains("Approve…");
        assertThat(proposed.selectFirst("pre.source").wholeText()).contains("Ferry strike ends", "Tide barrier opens");
        String ferry = application
                .jdbc()
                .sql("SELECT id FROM article WHERE title LIKE 'Ferry%'")
                .query(String.class)
                .single();
        Element use = operator.page("/console/articles/" + ferry + "/withdraw").selectFirst(".panel li");
        assertThat(use.text())
                .startsWith("Harbour Daily, Tue 24 November, 06:00 waits for approval: the article leaves it.");
        assertThat(use.selectFirst("a").attr("href")).isEqualTo(EDITION);
        assertThat(application.run("articles", "withdraw", ferry).err())
                .contains("daily/2026-11-24T06:00:00Z waits for approval: the article leaves it.");
        assertThat(operator.page(EDITION + "?view=text")
                        .selectFirst("pre.source")
                        .wholeText())
                .doesNotContain("Ferry")
                .contains("Tide barrier opens");
    }

    @Test
    void whatACheckHoldsIsSentForAReasonOnly() {
        newsletter.declared("subject: \"Re: ${articles[0].title}\"").subscribed("anna@reader.example");
        application.run("send", "daily");
        Document held = operator.page(EDITION);
        assertThat(held.selectFirst(".box.bad").text())
                .contains("A check holds it. Nobody has been mailed.", "C09 the subject looks like an answer");
        assertThat(held.selectFirst("#checks").text()).contains("1 blocks", "1 warns", "50 pass");
        String seen =
                operator.page(EDITION + "/override").selectFirst("[name=seen]").val();

        HttpResponse<String> why = operator.post(EDITION + "/override", "seen", seen, "reason", " ");
        assertThat(why.statusCode()).isEqualTo(422);
        assertThat(operator.post(EDITION + "/override", "seen", "old", "reason", "so be it")
                        .statusCode())
                .isEqualTo(409);
        HttpResponse<String> sent = operator.post(EDITION + "/override", "seen", seen, "reason", "it is an answer");

        assertThat(sent.statusCode()).isEqualTo(302);
        assertThat(operator.get(EDITION + "/override").statusCode()).isEqualTo(409);
        assertThat(application.run("send", "daily").out()).contains("SKIPPED");
        assertThat(application.relay().getReceivedMessages()).hasSize(1);
        assertThat(operator.page(EDITION).selectFirst(".box.wait").text())
                .contains("Sent in spite of its checks.", "maria let it pass", "“it is an answer”");
    }

    private long count(String table) {
        return application
                .jdbc()
                .sql("SELECT count(*) FROM " + table)
                .query(Long.class)
                .single();
    }
}
