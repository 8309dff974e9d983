package com.scrabbl.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.support.Browser;
import com.scrabbl.support.Database;
import com.scrabbl.support.TestApplication;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a browser makes of the pages beyond their looks. */
class PagesInABrowserTests {

    private final TestApplication application = TestApplication.on(Database.H2);
    private final Publishing publishing = new Publishing(application);

    @Test
    void byKeyboardTheWayLeadsFromTheSkipLinkThroughTheFormAndPastTheTrap() {
        publishing.declare("daily", "name: Harbour Daily\ntopics: [ City, Economy ]");
        publishing.declare("weekend", "name: The Long Weekend");
        try (Browser browser = Browser.wide(1280)) {
            browser.open(application.url() + "/");

            List<String> way = browser.tabs(12);

            assertThat(way.get(0)).isEqualTo("Skip to the content");
            assertThat(way)
                    .containsSubsequence("Scrabbl", "Editions", "Newsletters", "Deutsch", "email", "newsletters[]")
                    .containsSubsequence("newsletters[]", "Choose topics (none means all)", "Send me the confirmation")
                    .doesNotContain("website");
        }
    }

    @Test
    void aScriptAddsTheTimeZoneAndNothingElse() {
        publishing.declare("daily", "name: Harbour Daily");
        try (Browser browser = Browser.wide(1280)) {
            browser.open(application.url() + "/");

            assertThat(browser.find("input[name=time_zone]").getDomProperty("value"))
                    .isEqualTo(browser.timeZone());
            assertThat(browser.findAll("script")).hasSize(1);
        }
    }
}
