package com.scrabbl.site;

import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.site.Publishing.Piece;
import com.scrabbl.subscriber.SubscriptionTokens;
import com.scrabbl.support.Browser;
import com.scrabbl.support.Database;
import com.scrabbl.support.TestApplication;
import com.scrabbl.support.Web;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Every page in both languages and both schemes, from a phone's width to a desk's, with nothing, something and far too much
 * on it: valid HTML, nothing that axe finds, no sideways scrolling, no complaint of the browser, nothing half translated.
 */
class PageQualityTests {

    private static final String LONG_WORD =
            "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";
    private static final String LONG_TITLE =
            "A title that would not end, because nobody at the desk had the heart to cut it, "
                    .repeat(4)
                    .substring(0, 300);

    private static Browser browser;

    private final TestApplication application = TestApplication.on(Database.H2);
    private final Publishing publishing = new Publishing(application);
    private final Web web = new Web(application.url());
    private final PageInspection inspection = new PageInspection(window());

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
            browser = null;
        }
    }

    @Test
    void nothingAtAll() {
        everyPageIsInOrder("empty", Map.of("front", "/", "archive", "/archive", "unknown", "/nothing"));
    }

    @Test
    void oneNewsletterBeforeItsFirstEdition() {
        publishing.declare("daily", "name: Harbour Daily");

        everyPageIsInOrder("one", Map.of("front", "/", "archive", "/archive/daily"));
    }

    @Test
    void aPublication() {
        Newsletter daily = publication();
        String token = application
                .bean(SubscriptionTokens.class)
                .unsubscribe(publishing.subscribe("anna@harbour.example", daily).id());
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("front", "/");
        pages.put("archive", "/archive");
        pages.put("archive-of-one", "/archive/weekend");
        pages.put("edition", "/archive/daily/2026-11-25T06:00:00Z");
        pages.put("edition-german", "/archive/hafen/2026-11-24T06:00:00Z");
        pages.put("unsubscribe", "/unsubscribe/" + token);
        pages.put(
                "unsubscribe-test",
                "/unsubscribe/" + application.bean(SubscriptionTokens.class).test());

        everyPageIsInOrder("publication", pages);
    }

    @Test
    void farTooMuch() {
        for (int number = 1; number <= 5; number++) {
            publishing.declare("n" + number, """
                    name: %s
                    description: %s
                    topics: [ %s, Sea, Land, Air, "%s" ]
                    schedule: { cron: "5 9 * * mon,wed,fri", zone: Europe/Berlin }
                    """.formatted(
                            number == 2 ? LONG_WORD : "Newsletter " + number,
                            LONG_TITLE,
                            LONG_WORD,
                            LONG_TITLE.substring(0, 190)));
            publishing.send(
                    "n" + number,
                    TestApplication.START.plusSeconds(number),
                    new Piece(number == 3 ? LONG_WORD : LONG_TITLE, LONG_WORD + " " + LONG_TITLE, LONG_WORD),
                    new Piece(LONG_WORD + number, LONG_TITLE, LONG_WORD),
                    new Piece("No standfirst " + number, "", ""));
        }

        everyPageIsInOrder(
                "much",
                Map.of(
                        "front", "/",
                        "archive", "/archive",
                        "archive-of-one", "/archive/n2",
                        "edition", "/archive/n3/2026-11-24T06:00:03Z"));
    }

    private Newsletter publication() {
        Newsletter daily = publishing.declare("daily", """
                name: Harbour Daily
                description: What happened in the city, the port and the region, before the first coffee.
                topics: [ City, Economy, Science, Culture ]
                schedule: { cron: "0 7 * * 1-5", zone: Europe/Berlin }
                """);
        publishing.declare("weekend", """
                name: The Long Weekend
                description: Three long reads and one recipe that can't go wrong.
                schedule: { cron: "0 8 * * 6", zone: Europe/Berlin }
                """);
        publishing.declare("hafen", """
                name: Das Neueste vom Hafen
                description: Was am Wasser geschah, bevor der Kaffee fertig ist.
                language: de
                schedule: { cron: "0 7 * * *", zone: Europe/Berlin }
                """);
        publishing.send(
                "hafen",
                TestApplication.START,
                new Piece("Sperrwerk öffnet ein Jahr früher", "Was das für die niedrigen Straßen heißt.", "Stadt"),
                new Piece("Mieten fallen zum dritten Mal", "Am stärksten östlich des Kanals.", "Wirtschaft"));
        publishing.send(
                "weekend",
                TestApplication.START.plusSeconds(1),
                new Piece("The last lamp-lighter", "She lights eleven lamps, and knows each by name.", "Long reads"),
                new Piece("Bread without a plan", "One recipe, no scales.", "Kitchen"));
        publishing.send(
                "daily",
                TestApplication.START.plus(Duration.ofDays(1)),
                new Piece(
                        "Tide barrier opens a year early",
                        "The gates closed for the first time at 4.10 on Monday. What it means for the low streets, and who"
                                + " pays for the last mile.",
                        "City"),
                new Piece("Rents fall for a third month in a row", "Asking rents are down 2.1 per cent.", "Economy"),
                new Piece("Night buses return on four lines", "From Friday the N2, N5 and N9 run until five.", "City"),
                new Piece("Late swifts over the grain silo", "Forty birds that should be in Africa.", "Science"));
        return daily;
    }

    private void everyPageIsInOrder(String state, Map<String, String> pages) {
        pages.forEach((name, path) -> {
            for (Language language : application.bean(Languages.class).all()) {
                isInOrder(state + "-" + name, path, language);
            }
        });
    }

    private void isInOrder(String name, String path, Language language) {
        String address = path + "?lang=" + language.tag();
        inspection.read(name, web.get(address).body(), language);
        if (language.equals(Language.ENGLISH)) {
            browser.open(application.url() + address);
            inspection.look(name + "-" + language.tag());
        } else if (!name.startsWith("much-")) {
            browser.open(application.url() + address);
            inspection.measure(name + "-" + language.tag());
        }
    }

    private static Browser window() {
        if (browser == null) {
            browser = Browser.wide(1280);
        }
        return browser;
    }
}
