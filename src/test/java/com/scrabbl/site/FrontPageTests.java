package com.scrabbl.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.support.Database;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.TestApplication;
import com.scrabbl.support.Web;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class FrontPageTests {

    private final TestApplication application;
    private final Publishing publishing;
    private final Web web;

    FrontPageTests(Database database) {
        application = TestApplication.on(database);
        publishing = new Publishing(application);
        web = new Web(application.url());
    }

    @Test
    void saysThatThereIsNoNewsletterYet() {
        assertThat(front().select("main").text()).contains("There is no newsletter yet");
        assertThat(front().select("form")).isEmpty();
    }

    @Test
    void showsEachNewsletterWithItsRhythmAndNextSlotOnItsOwnClock() {
        publishing.declare("daily", """
                name: Harbour Daily
                description: What happened in the port
                schedule: { cron: "0 7 * * 1-5", zone: Europe/Berlin }
                """);

        Element newsletter = front().selectFirst(".newsletters li");
        assertThat(newsletter.select("h3").text()).isEqualTo("Harbour Daily");
        assertThat(newsletter.select("p").eachText())
                .containsExactly(
                        "What happened in the port", "Monday to Friday at 07:00 Next on Wednesday 25 November, 07:00");
        assertThat(newsletter.select("time").attr("datetime")).isEqualTo("2026-11-25T06:00:00Z");
    }

    @Test
    void aNewsletterWithoutScheduleComesWhenThereIsSomethingToTell() {
        publishing.declare("extra", "name: Extra");

        assertThat(front().select(".newsletters li").text()).isEqualTo("Extra Comes when there is something to tell");
    }

    @Test
    void outsideTextIsEscaped() {
        publishing.declare("daily", "name: \"<script>alert(1)</script> & co\"");

        assertThat(front().select(".newsletters h3").text()).isEqualTo("<script>alert(1)</script> & co");
        assertThat(front().select(".newsletters script")).isEmpty();
    }

    @Test
    void everyLinkOfThePageWorks() {
        publishing.declare("daily", "name: Harbour Daily");

        assertThat(front().select("[href^=/], [src^=/]").stream()
                        .map(element -> element.hasAttr("href") ? element.attr("href") : element.attr("src")))
                .isNotEmpty()
                .allSatisfy(path -> assertThat(web.get(path).statusCode()).isEqualTo(200));
    }

    private Document front() {
        return Jsoup.parse(web.get("/").body());
    }
}
