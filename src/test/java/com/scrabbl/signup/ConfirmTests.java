package com.scrabbl.signup;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.audit.Audit;
import com.scrabbl.audit.AuditQuery;
import com.scrabbl.audit.Via;
import com.scrabbl.mail.EmailAddress;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.subscriber.Consent;
import com.scrabbl.subscriber.Consents;
import com.scrabbl.subscriber.Erasure;
import com.scrabbl.subscriber.Subscribers;
import com.scrabbl.subscriber.Subscription;
import com.scrabbl.subscriber.Subscription.State;
import com.scrabbl.subscriber.Suppression.Cause;
import com.scrabbl.subscriber.Suppressions;
import com.scrabbl.support.Database;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.TestApplication;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.springframework.transaction.support.TransactionTemplate;

/** Double opt-in: nobody becomes a reader but by a button behind the link of a letter. */
@OnEachDatabase
class ConfirmTests {

    private static final String ANNA = "anna@harbour.example";
    private static final EmailAddress ADDRESS = EmailAddress.parse(ANNA);

    private final TestApplication application;
    private final Visitor visitor;
    private final Newsletter daily;

    ConfirmTests(Database database) {
        application = TestApplication.on(database);
        visitor = new Visitor(application);
        daily = visitor.declare(
                "daily",
                "Harbour Daily",
                "topics: [Port, City]",
                "schedule: { cron: \"0 7 * * *\", zone: Europe/Berlin }");
    }

    @Test
    void aStrangerIsPendingUntilTheButtonIsPressed() {
        visitor.signUp(ANNA, "daily");
        assertThat(visitor.state(ANNA, "daily")).isEmpty();
        visitor.work();
        assertThat(visitor.state(ANNA, "daily")).contains(State.PENDING);

        String link = visitor.link("/confirm/");
        assertThat(visitor.web().get(link).body()).contains("One click, and you are in", "Yes, send me Harbour Daily");
        assertThat(visitor.state(ANNA, "daily")).contains(State.PENDING);

        HttpResponse<String> done = visitor.post(link);

        assertThat(done.statusCode()).isEqualTo(200);
        assertThat(done.body()).contains("You are in.", "Harbour Daily comes next on <time", "/preferences/p-");
        assertThat(visitor.state(ANNA, "daily")).contains(State.ACTIVE);
    }

    @Test
    void theProofSaysWhatWasReadWhenAndWhereFrom() {
        visitor.web().post("/subscribe", Visitor.FORM, "");
        visitor.signUp(ANNA, "daily");
        Instant asked = application.clock().instant();
        visitor.work();
        application.clock().tick(Duration.ofHours(2));
        visitor.post(visitor.link("/confirm/"));

        Subscription subscription = visitor.subscription(ANNA, "daily").orElseThrow();
        List<Consent> consents = application.bean(Consents.class).of(subscription.subscriberId());

        assertThat(consents).hasSize(1);
        Consent consent = consents.get(0);
        assertThat(consent.event()).isEqualTo(Consent.Event.GIVEN);
        assertThat(consent.origin()).isEqualTo(Consent.Origin.FORM);
        assertThat(consent.wording()).contains("Harbour Daily", "We send one mail first", "Send me the confirmation");
        assertThat(consent.wordingVersion()).matches("[0-9a-f]{12}");
        assertThat(consent.network()).isEqualTo("127.0.0.0/24");
        assertThat(consent.userAgent()).startsWith("Java-http-client");
        assertThat(consent.occurredAt()).isEqualTo(asked);
        assertThat(consent.confirmedAt()).isEqualTo(asked.plus(Duration.ofHours(2)));
    }

    @Test
    void confirmingAgainIsFriendlyAndChangesNothing() {
        visitor.signUp(ANNA, "daily");
        visitor.work();
        String link = visitor.link("/confirm/");
        visitor.post(link);

        HttpResponse<String> again = visitor.post(link);

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).contains("You had confirmed already");
        assertThat(visitor.web().get(link).body())
                .contains("You had confirmed already")
                .doesNotContain("<form");
        assertThat(visitor.count("consent")).isEqualTo(1);
    }

    @Test
    void whoConfirmedAndLeftSinceIsToldSoAndCanSignUpAgain() {
        visitor.signUp(ANNA, "daily");
        visitor.work();
        String link = visitor.link("/confirm/");
        visitor.post(link);
        application.run("subscribers", "end", ANNA);

        HttpResponse<String> left = visitor.post(link);

        assertThat(left.statusCode()).isEqualTo(200);
        assertThat(left.body())
                .contains("This subscription has ended", "nothing comes to you", "href=\"/subscribe\"")
                .doesNotContain("<form", "/preferences/");
        assertThat(visitor.state(ANNA, "daily")).contains(State.ENDED);
    }

    /** As two processes meet: the confirmation has read the request, and is not through yet. */
    @Test
    void whoIsErasedWhileConfirmingIsNoReader() {
        visitor.signUp(ANNA, "daily");
        visitor.work();
        long request = application
                .jdbc()
                .sql("SELECT id FROM signup_request")
                .query(Long.class)
                .single();
        application.run("subscribers", "erase", ANNA);

        assertThat(application
                        .bean(SignupRequests.class)
                        .confirm(request, application.clock().instant()))
                .isFalse();
    }

    @Test
    void anErasureWaitsForARequestThatIsBeingDecided() throws Exception {
        visitor.signUp(ANNA, "daily");
        long request = application
                .bean(SignupRequests.class)
                .openAfter(SignupRequest.Origin.FORM, 0, 1)
                .get(0);
        Thread erasing = new Thread(() -> application.bean(Erasure.class).erase(ADDRESS));

        application.bean(TransactionTemplate.class).executeWithoutResult(status -> {
            application.bean(RequestDesk.class).handle(request);
            erasing.start();
            try {
                erasing.join(500);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        erasing.join();

        assertThat(application.bean(Subscribers.class).find(ADDRESS)).isEmpty();
        visitor.work();
        assertThat(visitor.mail()).isEmpty();
    }

    @Test
    void theChosenTopicsAreKept() {
        visitor.post(
                "/subscribe",
                "email",
                ANNA,
                "newsletters[]",
                "daily",
                "topics[]",
                "daily:port",
                "topics[]",
                "daily:nonsense",
                "opened",
                visitor.opened());
        visitor.work();
        visitor.post(visitor.link("/confirm/"));

        assertThat(visitor.subscription(ANNA, "daily").orElseThrow().topics().keys())
                .containsExactly("port");
    }

    @Test
    void aLinkIsGoodForSevenDaysFromTheSending() {
        visitor.signUp(ANNA, "daily");
        application.clock().tick(Duration.ofDays(2));
        visitor.work();
        String link = visitor.link("/confirm/");
        application.clock().tick(Duration.ofDays(7).minusSeconds(1));
        assertThat(visitor.web().get(link).statusCode()).isEqualTo(200);
        application.clock().tick(Duration.ofSeconds(1));

        HttpResponse<String> late = visitor.post(link);

        assertThat(late.statusCode()).isEqualTo(410);
        assertThat(late.body()).contains("This link was good for 7 days. Sign up again");
        assertThat(visitor.state(ANNA, "daily")).contains(State.PENDING);
    }

    @Test
    void whoNeverConfirmsIsForgottenAfterThirtyDays() {
        visitor.signUp(ANNA, "daily");
        visitor.work();
        String link = visitor.link("/confirm/");
        visitor.reader("ben@harbour.example", "daily");
        application.clock().tick(Duration.ofDays(30).plusSeconds(1));

        assertThat(application.bean(Unconfirmed.class).drop()).isEqualTo(1);

        assertThat(visitor.state(ANNA, "daily")).isEmpty();
        assertThat(visitor.count("subscriber")).isEqualTo(1);
        assertThat(visitor.count("signup_request")).isZero();
        assertThat(visitor.count("letter")).isZero();
        assertThat(visitor.state("ben@harbour.example", "daily")).contains(State.ACTIVE);
        assertThat(visitor.web().get(link).statusCode()).isEqualTo(410);
    }

    @Test
    void nobodyIsKeptWhoseRequestWasDecidedLongAfterItWasMade() {
        visitor.signUp(ANNA, "daily");
        application.clock().tick(Duration.ofHours(6));
        visitor.work();
        application.clock().tick(Duration.ofDays(30).minusHours(3));
        application.bean(Unconfirmed.class).drop();
        application.clock().tick(Duration.ofHours(4));

        application.bean(Unconfirmed.class).drop();

        assertThat(visitor.count("subscription")).isZero();
        assertThat(visitor.count("subscriber")).isZero();
        assertThat(visitor.count("signup_request")).isZero();
    }

    @Test
    void aKnownReaderWhoseMailboxRefusedForAWhileGetsMailAgainByTheOwnConfirmation() {
        visitor.reader(ANNA, "daily");
        application.run("suppressions", "add", ANNA, "--cause", "soft-bounces");
        visitor.signUp(ANNA, "daily");
        visitor.work();

        visitor.post(visitor.link("/confirm/"));

        assertThat(application
                        .bean(Suppressions.class)
                        .active(ADDRESS, application.clock().instant()))
                .isEmpty();
        assertThat(visitor.state(ANNA, "daily")).contains(State.ACTIVE);
    }

    @Test
    void aKnownReaderIsToldSoAndNothingChanges() {
        Subscription before = visitor.reader(ANNA, "daily");
        visitor.signUp(ANNA, "daily");

        visitor.work();

        assertThat(Visitor.text(visitor.latest())).contains("You already get Harbour Daily");
        assertThat(visitor.link("/preferences/")).isEqualTo(visitor.preferences(before));
        assertThat(visitor.subscription(ANNA, "daily")).contains(before);
    }

    @Test
    void whoLeftStaysSoUntilTheOwnConfirmation() {
        visitor.reader(ANNA, "daily");
        application.run("subscribers", "end", ANNA);
        Subscription left = visitor.subscription(ANNA, "daily").orElseThrow();
        visitor.signUp(ANNA, "daily");
        visitor.work();
        assertThat(visitor.subscription(ANNA, "daily")).contains(left);

        visitor.post(visitor.link("/confirm/"));

        assertThat(visitor.state(ANNA, "daily")).contains(State.ACTIVE);
    }

    @Test
    void whoWasErasedMayJoinAgainByTheOwnConfirmation() {
        visitor.reader(ANNA, "daily");
        application.bean(Erasure.class).erase(ADDRESS);
        visitor.signUp(ANNA, "daily");
        visitor.work();
        assertThat(visitor.state(ANNA, "daily")).isEmpty();

        visitor.post(visitor.link("/confirm/"));

        assertThat(visitor.state(ANNA, "daily")).contains(State.ACTIVE);
        assertThat(application
                        .bean(Suppressions.class)
                        .active(ADDRESS, application.clock().instant()))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Cause.class,
            names = {"COMPLAINT", "MANUAL"})
    void whoMustNotBeMailedGetsNoLetter(Cause cause) {
        suppress(cause);
        HttpResponse<String> answer = visitor.signUp(ANNA, "daily");

        visitor.work();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(visitor.mail()).isEmpty();
        assertThat(visitor.count("subscriber")).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = Cause.class,
            mode = Mode.INCLUDE,
            names = {"HARD_BOUNCE", "SOFT_BOUNCES", "UNSUBSCRIBED"})
    void whatTheOwnerDecidesTheOwnerLifts(Cause cause) {
        suppress(cause);
        visitor.signUp(ANNA, "daily");
        visitor.work();
        assertThat(application
                        .bean(Suppressions.class)
                        .active(ADDRESS, application.clock().instant()))
                .hasSize(1);

        visitor.post(visitor.link("/confirm/"));

        assertThat(application
                        .bean(Suppressions.class)
                        .active(ADDRESS, application.clock().instant()))
                .isEmpty();
        assertThat(visitor.state(ANNA, "daily")).contains(State.ACTIVE);
    }

    @Test
    void aMailboxThatWasGoneAndIsBackGetsMailAgainAndTheHistoryTellsBoth() {
        visitor.reader(ANNA, "daily");
        suppress(Cause.HARD_BOUNCE);
        visitor.signUp(ANNA, "daily");
        visitor.signUp(ANNA, "daily");
        visitor.work();
        assertThat(visitor.mail()).as("one letter a day, whoever asks").hasSize(1);

        visitor.post(visitor.link("/confirm/"));

        assertThat(application
                        .bean(Suppressions.class)
                        .active(ADDRESS, application.clock().instant()))
                .isEmpty();
        assertThat(application
                        .bean(Audit.class)
                        .search(new AuditQuery("reader", "suppressions remove", ANNA, null, null), Long.MAX_VALUE, 10))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.via()).isEqualTo(Via.SITE);
                    assertThat(entry.before()).isEqualTo("hard-bounce: a test");
                    assertThat(entry.reason()).isEqualTo("confirmed from the mailbox itself");
                });
    }

    @Test
    void aComplaintBetweenLetterAndButtonWins() {
        visitor.signUp(ANNA, "daily");
        visitor.work();
        suppress(Cause.COMPLAINT);

        HttpResponse<String> refused = visitor.post(visitor.link("/confirm/"));

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("This address can’t be subscribed");
        assertThat(visitor.state(ANNA, "daily")).contains(State.PENDING);
    }

    @Test
    void aNewsletterWithoutDoubleOptInTakesAStrangerAtOnce() {
        visitor.declare("single", "Single Sheet", "policies: { opt-in: single }");
        visitor.signUp(ANNA, "single");
        visitor.work();

        assertThat(visitor.state(ANNA, "single")).contains(State.ACTIVE);
        assertThat(visitor.mail()).isEmpty();
        assertThat(visitor.count("consent")).isEqualTo(1);
    }

    @Test
    void evenThereAKnownPersonIsAsked() {
        visitor.declare("single", "Single Sheet", "policies: { opt-in: single }");
        visitor.reader(ANNA, "daily");
        visitor.signUp(ANNA, "single");
        visitor.work();

        assertThat(visitor.state(ANNA, "single")).isEmpty();
        visitor.post(visitor.link("/confirm/"));
        assertThat(visitor.state(ANNA, "single")).contains(State.ACTIVE);
    }

    @Test
    void theLinkOfAnotherPurposeIsNone() {
        Subscription anna = visitor.reader(ANNA, "daily");
        String preferences = visitor.preferences(anna);

        for (String path : List.of(
                preferences.replace("/preferences/", "/confirm/"),
                "/confirm/nonsense",
                "/confirm/c-1-1-" + "0".repeat(32))) {
            assertThat(visitor.post(path).statusCode()).isEqualTo(404);
            assertThat(visitor.web().get(path).body()).contains("There is no page here");
        }
    }

    @Test
    void germanPagesAndLettersSpeakGerman() {
        HttpResponse<String> sent =
                visitor.post("/subscribe?lang=de", "email", ANNA, "newsletters[]", "daily", "opened", visitor.opened());
        assertThat(sent.body()).contains("Sehen Sie in Ihr Postfach");
        visitor.work();

        assertThat(Visitor.text(visitor.latest())).contains("Ein Klick, und Sie sind dabei");
        assertThat(visitor.post(visitor.link("/confirm/") + "?lang=de").body())
                .contains("Sie sind dabei.", "kommt als Nächstes am");
    }

    private void suppress(Cause cause) {
        application
                .bean(Suppressions.class)
                .add(ADDRESS, cause, "a test", application.clock().instant(), null);
    }
}
