package com.scrabbl.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.subscriber.Consent;
import com.scrabbl.subscriber.Consent.Event;
import com.scrabbl.subscriber.Consent.Origin;
import com.scrabbl.subscriber.Consents;
import com.scrabbl.subscriber.Subscription;
import com.scrabbl.subscriber.Subscription.State;
import com.scrabbl.subscriber.SubscriptionTokens;
import com.scrabbl.subscriber.Subscriptions;
import com.scrabbl.support.Database;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.TestApplication;
import com.scrabbl.support.Web;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** RFC 8058: one POST without cookie, token or redirect ends the subscription; nothing else does. */
@OnEachDatabase
class OneClickTests {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String ONE_CLICK = "List-Unsubscribe=One-Click";

    private final TestApplication application;
    private final Web web;
    private final Newsletter daily;
    private final Subscription subscription;
    private final String link;

    OneClickTests(Database database) {
        application = TestApplication.on(database);
        web = new Web(application.url());
        Publishing publishing = new Publishing(application);
        daily = publishing.declare("daily", "name: Harbour Daily");
        subscription = publishing.subscribe("anna@harbour.example", daily);
        link = "/unsubscribe/" + application.bean(SubscriptionTokens.class).unsubscribe(subscription.id());
    }

    @Test
    void aFormPostEndsTheSubscriptionAtOnce() {
        application.clock().tick(Duration.ofHours(1));

        HttpResponse<String> answer = web.post(link, FORM, ONE_CLICK);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("Unsubscribed. You no longer get Harbour Daily.");
        assertThat(answer.headers().map()).doesNotContainKeys("set-cookie", "location");
        assertThat(now().state()).isEqualTo(State.ENDED);
        assertThat(now().since()).isEqualTo(TestApplication.START.plus(Duration.ofHours(1)));
        assertThat(consents())
                .containsExactly(Consent.withdrawn(
                        subscription.subscriberId(),
                        daily.id(),
                        Origin.ONE_CLICK,
                        TestApplication.START.plus(Duration.ofHours(1)),
                        null));
    }

    @Test
    void aMultipartPostEndsItToo() {
        HttpResponse<String> answer = web.post(link, "multipart/form-data; boundary=b", """
                --b\r
                Content-Disposition: form-data; name="List-Unsubscribe"\r
                \r
                One-Click\r
                --b--\r
                """);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(now().state()).isEqualTo(State.ENDED);
    }

    @Test
    void aBodyThatIsNotWhatItSaysIsNotLookedAt() {
        assertThat(web.post(link, "multipart/form-data; boundary=b", "nothing of the kind")
                        .statusCode())
                .isEqualTo(200);
        assertThat(now().state()).isEqualTo(State.ENDED);
    }

    @Test
    void repeatingItChangesNothing() {
        web.post(link, FORM, ONE_CLICK);
        Subscription left = now();
        application.clock().tick(Duration.ofHours(1));

        HttpResponse<String> again = web.post(link, FORM, ONE_CLICK);

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(now()).isEqualTo(left);
        assertThat(consents()).hasSize(1);
    }

    @Test
    void lookingChangesNothing() {
        for (int i = 0; i < 2; i++) {
            assertThat(web.get(link).body())
                    .contains("Stop getting Harbour Daily?", "<form method=\"post\">", "Unsubscribe</button>");
            assertThat(web.head(link).statusCode()).isEqualTo(200);
        }

        assertThat(now()).isEqualTo(subscription);
        assertThat(consents()).isEmpty();
    }

    @Test
    void thePageOfOneWhoHasLeftSaysSo() {
        web.post(link, FORM, ONE_CLICK);

        assertThat(web.get(link).body())
                .contains("You no longer get Harbour Daily")
                .doesNotContain("One-Click");
    }

    @Test
    void aForgedTokenFindsNoPageAndEndsNothing() {
        for (String forged : List.of(link.substring(0, link.length() - 1), link + "0", link.replace("/u-", "/t-"))) {
            HttpResponse<String> answer = web.post(forged, FORM, ONE_CLICK);

            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).contains("Nothing is wrong with your subscription");
            assertThat(web.get(forged).statusCode()).isEqualTo(404);
        }

        assertThat(now()).isEqualTo(subscription);
    }

    @Test
    void theLinkOfATestMailEndsNothing() {
        String test =
                "/unsubscribe/" + application.bean(SubscriptionTokens.class).test();

        assertThat(web.get(test).body()).contains("This was a test mail");
        assertThat(web.post(test, FORM, ONE_CLICK).body()).contains("This was a test mail");
        assertThat(now()).isEqualTo(subscription);
    }

    private Subscription now() {
        return application.bean(Subscriptions.class).find(subscription.id()).orElseThrow();
    }

    private List<Consent> consents() {
        return application.bean(Consents.class).of(subscription.subscriberId()).stream()
                .filter(consent -> consent.event() == Event.WITHDRAWN)
                .toList();
    }
}
