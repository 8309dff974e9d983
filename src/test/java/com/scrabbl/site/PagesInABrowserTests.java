package com.scrabbl.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.subscriber.Subscription;
import com.scrabbl.subscriber.Subscription.State;
import com.scrabbl.subscriber.SubscriptionTokens;
import com.scrabbl.subscriber.Subscriptions;
import com.scrabbl.support.Browser;
import com.scrabbl.support.Database;
import com.scrabbl.support.TestApplication;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages as people see them, at the width of a desk and of a pocket, light and dark. */
class PagesInABrowserTests {

    private final TestApplication application = TestApplication.on(Database.H2);
    private final Publishing publishing = new Publishing(application);

    @ParameterizedTest
    @ValueSource(ints = {1280, 390})
    void frontPageShowsTheNewsletters(int width) {
        publishing.declare("daily", """
                name: Harbour Daily
                description: What happened in the city, the port and the region, before the first coffee.
                schedule: { cron: "0 7 * * 1-5", zone: Europe/Berlin }
                """);
        publishing.declare("weekend", """
                name: The Long Weekend
                description: Three long reads and one recipe that can't go wrong.
                schedule: { cron: "0 8 * * 6", zone: Europe/Berlin }
                """);
        publishing.declare("science", """
                name: Science on the Quay
                description: "From the institutes along the river: what they found, and how sure they are."
                schedule: { cron: "0 12 1 * *", zone: Europe/Berlin }
                """);
        publishing.declare(
                "x", "name: Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft");
        try (Browser browser = Browser.wide(width)) {
            browser.open(application.url() + "/");

            assertThat(browser.findAll(".newsletters > li")).hasSize(4);
            assertInOrder(browser, "front-" + width);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1280, 390})
    void theButtonUnsubscribes(int width) {
        Newsletter daily = publishing.declare("daily", "name: Harbour Daily");
        Subscription subscription = publishing.subscribe("anna@harbour.example", daily);
        String token = application.bean(SubscriptionTokens.class).unsubscribe(subscription.id());
        try (Browser browser = Browser.wide(width)) {
            browser.open(application.url() + "/unsubscribe/" + token);
            assertThat(browser.title()).isEqualTo("Stop getting Harbour Daily? – Scrabbl");
            assertInOrder(browser, "unsubscribe-" + width);

            browser.find("main button").click();

            assertThat(browser.find("main [role=status]").getText()).contains("You no longer get Harbour Daily");
            assertThat(application
                            .bean(Subscriptions.class)
                            .find(subscription.id())
                            .map(Subscription::state))
                    .contains(State.ENDED);
            assertInOrder(browser, "unsubscribed-" + width);
        }
    }

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

    @ParameterizedTest
    @ValueSource(ints = {1280, 390})
    void anUnknownPageLooksLikeOneOfOurs(int width) {
        try (Browser browser = Browser.wide(width)) {
            browser.open(application.url() + "/nothing");

            assertThat(browser.find("h1").getText()).isEqualTo("There is no page here");
            browser.keep("unknown-" + width);
        }
    }

    private static void assertInOrder(Browser browser, String name) {
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.scrollsSideways()).isFalse();
        assertThat(browser.findAll("h1")).hasSize(1);
        for (String scheme : new String[] {"light", "dark"}) {
            browser.prefer(scheme);
            browser.keep(name + "-" + scheme);
        }
    }
}
