package com.scrabbl.console.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.newsletter.SettingsFormat;
import com.scrabbl.people.Role;
import com.scrabbl.support.Browser;
import com.scrabbl.support.ConsoleVisitor;
import com.scrabbl.support.Database;
import com.scrabbl.support.NewsletterTester;
import com.scrabbl.support.PageLook;
import com.scrabbl.support.TestApplication;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a browser: a newsletter's form with a mistake, mended and saved, and the edition that comes of it in its frame. */
class ContentInABrowserTests {

    private final TestApplication application = TestApplication.on(Database.H2);

    @Test
    void fromTheFormToTheMailInItsFrame(@TempDir Path folder) {
        application.user(Role.ADMIN);
        new NewsletterTester(application, folder)
                .published("Tide barrier opens")
                .declared()
                .subscribed("anna@reader.example");
        application.run("send", "daily");
        try (Browser browser = Browser.wide(1280)) {
            browser.open(application.url() + "/console/newsletters/daily");
            browser.find("#name").sendKeys("ada");
            browser.find("#password").sendKeys(ConsoleVisitor.PASSWORD);
            browser.press("main button[type=submit]");

            browser.find("[id='schedule.cron']").sendKeys("0 7 * * 8");
            browser.find("[id='schedule.zone']").sendKeys("Europe/Berlin");
            browser.press("main form > .buttons button");
            assertThat(browser.title()).startsWith("Error: ");
            assertThat(browser.find(".summary a").getText())
                    .contains("has 8 as the day of the week. Allowed are 0 to 7");
            new PageLook(browser).look("newsletter-refused");
            browser.find("[id='schedule.cron']").clear();
            browser.find("[id='schedule.cron']").sendKeys("0 7 * * 1-5");
            browser.press("main form > .buttons button");
            assertThat(browser.find(".flash").getText())
                    .isEqualTo("Harbour Daily is saved. It counts from the next edition.");

            browser.press(".views li:last-child a");
            assertThat(browser.find("#yaml").getAttribute("value"))
                    .isEqualTo(SettingsFormat.toYaml(
                            application.bean(Newsletters.class).get("daily").settings()))
                    .contains("cron: 0 7 * * 1-5");
            new PageLook(browser).look("newsletter-yaml");

            for (String page : new String[] {"newsletters", "articles", "sources", "editions/daily/next"}) {
                browser.open(application.url() + "/console/" + page);
                new PageLook(browser).look("content-" + page.replace('/', '-'));
            }
            browser.open(application.url()
                    + "/console/editions/daily/2026-11-24T06:00:00Z?address=anna@reader.example&width=phone");
            assertThat(browser.find("iframe.preview").getSize().getWidth()).isEqualTo(377);
            new PageLook(browser).look("edition-preview");

            application.jdbc().sql("UPDATE article SET revision = revision + 1").update();
            application
                    .jdbc()
                    .sql("UPDATE edition SET published_at = frozen_at")
                    .update();
            browser.open(application.url() + "/console/articles/"
                    + application
                            .jdbc()
                            .sql("SELECT id FROM article")
                            .query(Long.class)
                            .single());
            new PageLook(browser).look("article-correction");
            browser.find("#text-daily").sendKeys("The gates closed on Monday, not on Sunday.");
            browser.press("#corrections button[value=accept]");
            assertThat(browser.find("#corrections").getText())
                    .contains("The next edition tells its readers", "Accepted by ada");
        }
    }
}
