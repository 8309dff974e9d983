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
import java.util.stream.IntStream;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Articles with the edition that has each or why none, their withdrawal, and the health of their sources. */
@OnEachDatabase
class ArticlePagesTests {

    private static final String HOSTILE = "<![CDATA[<img src=x onerror=alert(1)>\u202Eevil " + "x".repeat(300) + "]]>";

    private final TestApplication application;
    private final ConsoleVisitor operator;
    private NewsletterTester newsletter;

    ArticlePagesTests(Database database) {
        application = TestApplication.on(database);
        operator = application.user(Role.OPERATOR);
    }

    @BeforeEach
    void newsletter(@TempDir Path folder) {
        newsletter = new NewsletterTester(application, folder)
                .published("Tide barrier opens")
                .publishedAbout("Opinion piece", "Opinion")
                .declared("selection: { exclude-topics: [ Opinion ] }", "schedule: { cron: \"0 7 * * *\" }")
                .subscribed("anna@reader.example");
        application.run("send", "daily");
        newsletter.published("Ferry strike ends", HOSTILE);
    }

    @Test
    void eachTellsItsEditionOrWhyNone() {
        assertThat(polled().selectFirst(".flash").text())
                .isEqualTo("desk was polled: 2 new, 0 changed, 2 unchanged, 0 rejected.");

        Document page = operator.page("/console/articles");

        assertThat(page.select("tbody tr").eachText())
                .hasSize(4)
                .anyMatch(row ->
                        row.startsWith("Tide barrier opens") && row.endsWith("Harbour Daily, Tue 24 November, 06:00"))
                .anyMatch(row -> row.startsWith("Opinion piece") && row.endsWith("none: its topic opinion is excluded"))
                .anyMatch(row -> row.startsWith("Ferry strike ends")
                        && row.endsWith("none yet: candidate for Harbour Daily, Tue 24 November, 07:00"));
        assertThat(page.select("main img, main script")).isEmpty();
        assertThat(operator.page("/console/articles?text=FERRY&newsletter=daily&source=" + source())
                        .select("tbody th a")
                        .eachText())
                .containsExactly("Ferry strike ends");
        assertThat(operator.page("/console/articles?text=nowhere")
                        .selectFirst(".empty")
                        .text())
                .contains("No article passes this filter", "Clear filters");
    }

    @Test
    void pagesGoOnWhereTheyEndedBothWays() {
        newsletter.published(IntStream.range(0, 60)
                .mapToObj(number -> "Story " + "abcdefgh".charAt(number / 10) + " " + "klmnopqrst".charAt(number % 10))
                .toArray(String[]::new));
        polled();

        Document first = operator.page("/console/articles");
        Document second = operator.page(first.selectFirst("a[rel=next]").attr("href"));
        Document back = operator.page(second.selectFirst("a[rel=prev]").attr("href"));

        assertThat(first.select("tbody tr")).hasSize(50);
        assertThat(second.select("tbody tr")).hasSize(14);
        assertThat(second.select("a[rel=next]")).isEmpty();
        assertThat(back.select("tbody th").eachText())
                .isEqualTo(first.select("tbody th").eachText());
    }

    @Test
    void withdrawalSaysWhatItMeansAndIsNotDoneOnOldFacts() {
        String article = "/console/articles/"
                + application
                        .jdbc()
                        .sql("SELECT id FROM article WHERE title = 'Tide barrier opens'")
                        .query(Long.class)
                        .single();
        Document question = operator.page(article + "/withdraw");
        assertThat(question.text()).contains("went out with the article: 1 accepted mail can't be taken back");
        assertThat(question.selectFirst("iframe")).isNull();
        String seen = question.selectFirst("[name=seen]").val();

        HttpResponse<String> stale = operator.post(article + "/withdraw", "seen", "otherwise", "reason", "wrong");
        assertThat(stale.statusCode()).isEqualTo(409);
        assertThat(stale.body()).contains("It has changed meanwhile. Nothing was done.");

        Document withdrawn = operator.submit(article + "/withdraw", "seen", seen, "reason", "the barrier stays shut");

        assertThat(withdrawn.selectFirst(".flash").text()).startsWith("Withdrawn: it goes into no edition");
        assertThat(withdrawn.select(".actions a")).isEmpty();
        assertThat(withdrawn.select("iframe")).isEmpty();
        assertThat(withdrawn.selectFirst("#text").text()).contains("The source has no text for this article.");
        HttpResponse<String> text = operator.get(article + "/text");
        assertThat(text.headers().firstValue("Content-Security-Policy"))
                .hasValue(
                        "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; frame-ancestors 'self'; sandbox");
        assertThat(text.body()).contains("The source has no text for this article.");
        assertThat(application
                        .jdbc()
                        .sql("SELECT reason FROM audit WHERE what = 'articles withdraw'")
                        .query(String.class)
                        .single())
                .isEqualTo("the barrier stays shut");
    }

    @Test
    void aTextStandsInAFrameThatMayDoNothing() {
        application
                .jdbc()
                .sql("UPDATE article SET body = '<p>At half past one.</p>'")
                .update();
        String article =
                operator.page("/console/articles").selectFirst("tbody th a").attr("href");

        assertThat(operator.page(article).selectFirst("#text iframe").attr("sandbox"))
                .isEmpty();
        assertThat(operator.get(article + "/text").body()).contains("<p>At half past one.</p>");
    }

    @Test
    void aFailingSourceIsToldWithItsErrorAndPolledAgain() {
        newsletter.breakFeed();
        Document failing = polled();
        assertThat(failing.selectFirst(".box.bad").text())
                .contains("desk could not be read.", "neither an RSS", "the settings of Harbour Daily.");
        assertThat(failing.select(".source dd a[href$=/console/newsletters/daily]")
                        .text())
                .isEqualTo("Harbour Daily");
        assertThat(failing.selectFirst(".source").text()).contains("Failing", "1 failure in succession");

        newsletter.published("Back again", "<b></b>");
        Document answers = polled();
        assertThat(answers.selectFirst(".source").text()).contains("Answers");
        assertThat(answers.select(".box.bad")).isEmpty();
    }

    private Document polled() {
        operator.page("/console/sources");
        return operator.submit("/console/sources/" + source() + "/poll");
    }

    private long source() {
        return application.jdbc().sql("SELECT id FROM source").query(Long.class).single();
    }
}
