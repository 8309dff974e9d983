package com.scrabbl.signup;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.mail.EmailAddress;
import com.scrabbl.subscriber.Consent;
import com.scrabbl.subscriber.Consents;
import com.scrabbl.subscriber.Subscription;
import com.scrabbl.subscriber.Subscription.State;
import com.scrabbl.subscriber.SubscriptionTokens;
import com.scrabbl.subscriber.Suppression.Cause;
import com.scrabbl.subscriber.Suppressions;
import com.scrabbl.support.Database;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.TestApplication;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

/** After leaving: half an hour to think better of it, and a word why. */
@OnEachDatabase
class LeavingTests {

    private static final String ANNA = "anna@harbour.example";

    private final TestApplication application;
    private final Visitor visitor;
    private final Subscription anna;
    private final String link;

    LeavingTests(Database database) {
        application = TestApplication.on(database);
        visitor = new Visitor(application);
        visitor.declare("daily", "Harbour Daily");
        anna = visitor.reader(ANNA, "daily");
        link = "/unsubscribe/" + application.bean(SubscriptionTokens.class).unsubscribe(anna.id());
    }

    @Test
    void leavingIsTakenBackByOneButton() {
        String undo = undo(visitor.post(link, "List-Unsubscribe", "One-Click"));
        application.clock().tick(Duration.ofMinutes(29));

        HttpResponse<String> done = visitor.post(link + "/undo", "undo", undo);

        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(done.headers().firstValue("Location")).contains(link + "?done=undone");
        assertThat(visitor.web().get(link + "?done=undone").body()).contains("You get Harbour Daily again");
        assertThat(visitor.state(ANNA, "daily")).contains(State.ACTIVE);
        assertThat(application.bean(Consents.class).of(anna.subscriberId()))
                .extracting(Consent::event)
                .containsExactly(Consent.Event.GIVEN, Consent.Event.WITHDRAWN, Consent.Event.GIVEN);
    }

    @Test
    void theLinkOfTheMailUndoesTooWhileItIsTime() {
        visitor.post(link);

        String undo = undo(visitor.web().get(link));
        visitor.post(link + "/undo", "undo", undo);

        assertThat(visitor.state(ANNA, "daily")).contains(State.ACTIVE);
    }

    @Test
    void afterHalfAnHourItIsTooLate() {
        String undo = undo(visitor.post(link));
        application.clock().tick(Duration.ofMinutes(30));

        visitor.post(link + "/undo", "undo", undo);

        assertThat(visitor.state(ANNA, "daily")).contains(State.ENDED);
        assertThat(visitor.web().get(link).body()).doesNotContain("name=\"undo\"");
    }

    @Test
    void theTokenOfOneLeavingDoesNotUndoTheNext() {
        String first = undo(visitor.post(link));
        visitor.post(link + "/undo", "undo", first);
        application.clock().tick(Duration.ofMinutes(1));
        visitor.post(link);

        HttpResponse<String> refused = visitor.post(link + "/undo", "undo", first);

        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(visitor.state(ANNA, "daily")).contains(State.ENDED);
    }

    @Test
    void whatAnOperatorEndedNobodyTakesBack() {
        application.run("subscribers", "end", ANNA);

        assertThat(visitor.post(link).body()).doesNotContain("name=\"undo\"");
    }

    @Test
    void aComplaintMeanwhileIsNotUndone() {
        String undo = undo(visitor.post(link));
        application
                .bean(Suppressions.class)
                .add(
                        EmailAddress.parse(ANNA),
                        Cause.COMPLAINT,
                        null,
                        application.clock().instant(),
                        null);

        visitor.post(link + "/undo", "undo", undo);

        assertThat(visitor.state(ANNA, "daily")).contains(State.ENDED);
    }

    @Test
    void aReasonIsOneOfFourWordsAndCanBeChanged() {
        visitor.post(link);
        assertThat(visitor.post(link + "/reason", "reason", "not-for-me").statusCode())
                .isEqualTo(303);
        visitor.post(link + "/reason", "reason", "too-many");

        assertThat(visitor.subscription(ANNA, "daily").orElseThrow().endReason())
                .isEqualTo("one click: too-many");
        assertThat(visitor.post(link + "/reason", "reason", "<script>").statusCode())
                .isEqualTo(404);
        assertThat(visitor.post(link + "/reason").statusCode()).isEqualTo(303);
        assertThat(visitor.subscription(ANNA, "daily").orElseThrow().endReason())
                .isEqualTo("one click: too-many");
        assertThat(visitor.web().get(link + "?done=reason").body()).contains("Noted. Thank you.");
    }

    @Test
    void aReasonForNotLeavingIsNotNoted() {
        visitor.post(link + "/reason", "reason", "too-many");

        assertThat(visitor.subscription(ANNA, "daily")).contains(anna);
    }

    @Test
    void oldLinksLeaveWhenTheSecretIsAnotherOne() {
        try (TestApplication later = application.another("--scrabbl.secret=another-secret-of-today")) {
            assertThat(later.bean(Leaving.class)
                            .leave(link.substring("/unsubscribe/".length()))
                            .ended())
                    .isTrue();
        }
    }

    private static String undo(HttpResponse<String> page) {
        return Jsoup.parse(page.body()).selectFirst("input[name=undo]").val();
    }
}
