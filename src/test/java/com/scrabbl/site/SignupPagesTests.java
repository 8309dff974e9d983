package com.scrabbl.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.signup.SignupDesk;
import com.scrabbl.subscriber.Subscription;
import com.scrabbl.subscriber.SubscriptionTokens;
import com.scrabbl.subscriber.Subscriptions;
import com.scrabbl.support.Browser;
import com.scrabbl.support.Database;
import com.scrabbl.support.TestApplication;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages of joining, choosing and leaving, walked through in a browser in both languages. */
class SignupPagesTests {

    private static final String READER = "annabeth.donaudampfschifffahrtselektrizitaet.hauptbetrieb@harbour.example";

    private static Browser browser;

    private final TestApplication application = TestApplication.on(Database.H2);
    private final Publishing publishing = new Publishing(application);
    private final PageInspection inspection = new PageInspection(window());

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
            browser = null;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void joining(Language language) throws Exception {
        publication();
        open("/subscribe", language);
        inOrder("subscribe", language);
        browser.press("main form button");
        browser.find(".summary");
        assertThat(browser.title()).startsWith(language.tag().equals("de") ? "Fehler:" : "Error:");
        inOrder("subscribe-refused", language);

        application.clock().tick(Duration.ofSeconds(5));
        browser.find("#email").clear();
        browser.find("#email").sendKeys(READER);
        browser.find("label[for=newsletters]").click();
        browser.find("label[for=newsletters-1]").click();
        browser.press("main form button");
        inOrder("subscribed", language);

        String confirm = mailed("/confirm/");
        open(confirm, language);
        inOrder("confirm", language);
        browser.press("main form button");
        inOrder("confirmed", language);
        open(confirm, language);
        inOrder("confirmed-again", language);
        application.run("subscribers", "end", READER);
        open(confirm, language);
        inOrder("confirmed-and-left", language);
        application.clock().tick(Duration.ofDays(31));
        open(
                "/confirm/" + application.bean(SubscriptionTokens.class).token(SubscriptionTokens.Purpose.CONFIRM, 999),
                language);
        inOrder("confirm-late", language);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void leaving(Language language) {
        Newsletter daily = publication();
        Subscription anna = publishing.subscribe("anna@harbour.example", daily);
        String link =
                "/unsubscribe/" + application.bean(SubscriptionTokens.class).unsubscribe(anna.id());
        open(link, language);
        inOrder("unsubscribe", language);
        browser.press("main form button");
        assertThat(application.bean(Subscriptions.class).find(anna.id()).map(Subscription::state))
                .contains(Subscription.State.ENDED);
        inOrder("unsubscribed", language);
        browser.find("label[for=reason-too-many]").click();
        browser.press("form[action*=reason] button");
        inOrder("unsubscribed-reason", language);
        browser.press("form[action*=undo] button");
        inOrder("unsubscribe-undone", language);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void choosing(Language language) throws Exception {
        Newsletter daily = publication();
        Subscription anna = publishing.subscribe("anna@harbour.example", daily);
        String link =
                "/preferences/" + application.bean(SubscriptionTokens.class).preferences(anna.id());
        deliveries(daily, anna);
        open(link, language);
        inOrder("preferences", language);
        browser.find("#paused_until").sendKeys("11012026");
        browser.press("form[novalidate] button");
        inOrder("preferences-refused", language);
        open(link, language);
        browser.find("label[for=topics-0]").click();
        browser.press("form[novalidate] button");
        inOrder("preferences-saved", language);

        browser.press("button[value=data]");
        inOrder("preferences-link", language);
        open(mailed("/preferences/f-"), language);
        inOrder("fresh-data", language);

        open(link, language);
        browser.press("button[value=address]");
        String address = mailed("/preferences/f-");
        open(address, language);
        inOrder("fresh-address", language);
        browser.press("main form button");
        inOrder("fresh-address-refused", language);
        browser.find("#email").sendKeys("anna@quay.example");
        browser.press("main form button");
        inOrder("fresh-address-done", language);
        open(mailed("/confirm/"), language);
        inOrder("confirm-address", language);
        browser.press("main form button");
        inOrder("confirmed-address", language);
        open(address, language);
        inOrder("gone-used", language);

        open(link, language);
        browser.press("button[value=erase]");
        String erase = mailed("/preferences/f-");
        open(erase, language);
        inOrder("fresh-erase", language);
        browser.press("main form button");
        inOrder("fresh-erase-done", language);
        open(link, language);
        inOrder("gone-nobody", language);
    }

    private void open(String path, Language language) {
        browser.open(application.url() + path + "?lang=" + language.tag());
    }

    private void inOrder(String name, Language language) {
        String full = "signup-" + name + "-" + language.tag();
        inspection.read(full, browser.source(), language);
        if (language.equals(Language.ENGLISH)) {
            inspection.look(full);
        } else {
            inspection.measure(full);
        }
    }

    private String mailed(String page) throws Exception {
        application.bean(SignupDesk.class).work();
        MimeMessage[] mail = application.relay().getReceivedMessages();
        String text = (String) ((MimeMultipart) mail[mail.length - 1].getContent())
                .getBodyPart(0)
                .getContent();
        Matcher link =
                Pattern.compile("http://localhost:\\d+(" + page + "[\\w/-]+)").matcher(text);
        assertThat(link.find()).as(text).isTrue();
        return link.group(1);
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
        return daily;
    }

    private void deliveries(Newsletter newsletter, Subscription reader) {
        String[] states = {"ACCEPTED", "ACCEPTED", "DEFERRED", "SKIPPED", "UNKNOWN", "REJECTED"};
        for (int i = 0; i < states.length; i++) {
            application
                    .jdbc()
                    .sql("""
                    INSERT INTO edition (id, newsletter_id, slot, uid, settings, model, highest_first_seen, audience, frozen_at,
                    published_at)
                    VALUES (:id, :newsletter, CAST(:slot AS timestamp(0) with time zone), :uid, '{}', '{}', 1, 1, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)
                    """)
                    .param("id", 1000 + i)
                    .param("newsletter", newsletter.id())
                    .param("uid", "uid" + i)
                    .param("slot", "2026-11-%02dT06:00:00Z".formatted(23 - i))
                    .update();
            application
                    .jdbc()
                    .sql("""
                    INSERT INTO delivery (id, edition_id, subscription_id, state, reason)
                    VALUES (:id * 1000000000000 + :subscription, :id, :subscription, :state, 'paused until 2026-11-21')
                    """)
                    .param("id", 1000 + i)
                    .param("subscription", reader.id())
                    .param("state", states[i])
                    .update();
        }
    }

    private static Browser window() {
        if (browser == null) {
            browser = Browser.wide(1280);
        }
        return browser;
    }
}
