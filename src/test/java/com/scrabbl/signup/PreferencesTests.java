package com.scrabbl.signup;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.mail.EmailAddress;
import com.scrabbl.subscriber.Subscriber;
import com.scrabbl.subscriber.Subscribers;
import com.scrabbl.subscriber.Subscription;
import com.scrabbl.subscriber.Subscription.State;
import com.scrabbl.support.Database;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.TestApplication;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/** The page of preferences, which travels with every forwarded mail. */
@OnEachDatabase
class PreferencesTests {

    private static final String ANNA = "anna@harbour.example";

    private final TestApplication application;
    private final Visitor visitor;
    private final Subscription anna;
    private final String page;

    PreferencesTests(Database database) {
        application = TestApplication.on(database);
        visitor = new Visitor(application);
        visitor.declare("daily", "Harbour Daily", "topics: [Port, City]");
        visitor.declare("weekend", "The Long Weekend");
        anna = visitor.reader(ANNA, "daily");
        page = visitor.preferences(anna);
    }

    @Test
    void itShowsWhatIsChosenAndNoWholeAddress() {
        HttpResponse<String> shown = visitor.web().get(page);
        Document document = Jsoup.parse(shown.body());

        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(shown.body()).contains("a…\u2060a@harbour.example").doesNotContain(ANNA);
        assertThat(document.select("input[name='newsletters[]'][checked]").eachAttr("value"))
                .containsExactly("daily");
        assertThat(shown.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(shown.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
    }

    @Test
    void choicesCountAtOnce() {
        HttpResponse<String> saved = visitor.post(
                page,
                "newsletters[]",
                "daily",
                "topics[]",
                "daily:city",
                "language",
                "de",
                "time_zone",
                "Europe/Berlin",
                "name",
                "Anna Müller",
                "paused_until",
                "2026-12-24");

        assertThat(saved.statusCode()).isEqualTo(303);
        assertThat(visitor.web().get(page + "?done=saved").body()).contains("Saved. Changes count from the next mail.");
        Subscription now = visitor.subscription(ANNA, "daily").orElseThrow();
        assertThat(now.topics().keys()).containsExactly("city");
        assertThat(now.pausedUntil()).isEqualTo(Instant.parse("2026-12-23T23:00:00Z"));
        assertThat(person().profile().name()).isEqualTo("Anna Müller");
        assertThat(person().profile().language()).isEqualTo("de");
        assertThat(person().profile().timeZone()).isEqualTo("Europe/Berlin");
    }

    @Test
    void aPauseIsTakenBackByAnEmptyField() {
        visitor.post(page, "newsletters[]", "daily", "paused_until", "2026-12-24");
        assertThat(Jsoup.parse(visitor.web().get(page).body())
                        .selectFirst("#paused_until")
                        .val())
                .isEqualTo("2026-12-24");

        visitor.post(page, "newsletters[]", "daily", "paused_until", "");

        assertThat(visitor.subscription(ANNA, "daily").orElseThrow().pausedUntil())
                .isNull();
    }

    @Test
    void aWrongFieldChangesNothingAndKeepsAllInput() {
        HttpResponse<String> refused = visitor.post(
                page,
                "newsletters[]",
                "weekend",
                "name",
                "Anna",
                "time_zone",
                "Nowhere/Land",
                "language",
                "##",
                "paused_until",
                "2026-11-01");
        Document document = Jsoup.parse(refused.body());

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(document.title()).startsWith("Error: ");
        assertThat(document.select(".summary a").eachAttr("href"))
                .containsExactly("#language", "#time_zone", "#paused_until");
        for (String id : List.of("language", "time_zone", "paused_until")) {
            assertThat(document.selectFirst("#" + id).attr("aria-invalid")).isEqualTo("true");
            assertThat(document.selectFirst("#" + id + "-error").text())
                    .contains(
                            document.selectFirst(".summary a[href=#" + id + "]").text());
        }
        assertThat(document.selectFirst("#name").val()).isEqualTo("Anna");
        assertThat(document.selectFirst("#paused_until").val()).isEqualTo("2026-11-01");
        assertThat(document.select("input[name='newsletters[]'][checked]").eachAttr("value"))
                .containsExactly("weekend");
        assertThat(visitor.subscription(ANNA, "daily")).contains(anna);
        assertThat(person().profile().name()).isNull();
    }

    @Test
    void aFurtherNewsletterNeedsTheOwnersYes() {
        HttpResponse<String> saved = visitor.post(page, "newsletters[]", "daily", "newsletters[]", "weekend");
        assertThat(saved.headers().firstValue("Location").orElseThrow()).endsWith("?done=asked");
        assertThat(visitor.state(ANNA, "weekend")).isEmpty();
        visitor.work();

        visitor.post(visitor.link("/confirm/"));

        assertThat(visitor.state(ANNA, "weekend")).contains(State.ACTIVE);
        assertThat(visitor.state(ANNA, "daily")).contains(State.ACTIVE);
    }

    @Test
    void theProofOfAFurtherNewsletterSaysWhatStoodOnThePageAndNothingThatWasSentIn() {
        visitor.post(
                page, "newsletters[]", "daily", "newsletters[]", "weekend", "newsletters[]", "I agreed to everything");

        assertThat(application
                        .jdbc()
                        .sql("SELECT wording FROM signup_request")
                        .query(String.class)
                        .single())
                .contains("The Long Weekend")
                .doesNotContain("everything");
    }

    @Test
    void topicsThatThePageDoesNotOfferStayAsTheyAre() {
        visitor.reader(ANNA, "weekend");
        application
                .jdbc()
                .sql("UPDATE subscription SET topics = CASE WHEN id = :daily THEN 'city|sport' ELSE 'sea' END")
                .param("daily", anna.id())
                .update();

        visitor.post(page, "newsletters[]", "daily", "newsletters[]", "weekend", "topics[]", "daily:port");

        assertThat(visitor.subscription(ANNA, "weekend").orElseThrow().topics().keys())
                .containsExactly("sea");
        assertThat(visitor.subscription(ANNA, "daily").orElseThrow().topics().keys())
                .containsExactly("port", "sport");
    }

    @Test
    void anEmptyBoxEndsANewsletter() {
        visitor.post(page, "name", "");

        assertThat(visitor.state(ANNA, "daily")).contains(State.ENDED);
        assertThat(visitor.web().get(page).statusCode()).isEqualTo(200);
    }

    @Test
    void oneButtonEndsAllOfThem() {
        visitor.reader(ANNA, "weekend");

        HttpResponse<String> left = visitor.post(page + "/leave");

        assertThat(left.headers().firstValue("Location").orElseThrow()).endsWith("?done=left");
        assertThat(visitor.state(ANNA, "daily")).contains(State.ENDED);
        assertThat(visitor.state(ANNA, "weekend")).contains(State.ENDED);
    }

    @Test
    void whatWasSentStandsThereInTheReadersWords() {
        edition("2026-11-23T06:00:00Z", 1, "ACCEPTED", null);
        edition("2026-11-22T06:00:00Z", 2, "SKIPPED", "paused until 2026-11-23");
        edition("2026-11-21T06:00:00Z", 3, "UNKNOWN", "cut off");

        String shown =
                Jsoup.parse(visitor.web().get(page).body()).select(".sent").text();

        assertThat(shown)
                .containsSubsequence(
                        "Monday 23 November, 06:00 Accepted by your mail provider",
                        "Sunday 22 November, 06:00 Not sent: you had paused",
                        "Saturday 21 November, 06:00 We can’t know whether it arrived");
        assertThat(visitor.web().get(page + "?lang=de").body())
                .contains("Von Ihrem Mailanbieter angenommen", "Nicht geschickt: Sie hatten Pause gemacht");
    }

    @Test
    void allDataComesByAFreshLinkOnly() {
        edition("2026-11-23T06:00:00Z", 1, "ACCEPTED", null);
        assertThat(visitor.post(page + "/data").statusCode()).isEqualTo(404);
        String fresh = fresh("data");
        assertThat(fresh).endsWith("/data");
        assertThat(visitor.web().get(fresh).body()).contains("Download my data").doesNotContain(ANNA);

        HttpResponse<String> data = visitor.post(fresh);

        assertThat(data.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/json");
        assertThat(data.headers().firstValue("Content-Disposition")).contains("attachment; filename=\"my-data.json\"");
        assertThat(data.body())
                .contains(
                        "\"email\":\"" + ANNA + "\"",
                        "\"newsletter\":\"daily\"",
                        "\"state\":\"ACTIVE\"",
                        "\"event\":\"GIVEN\"",
                        "\"edition\":\"daily/2026-11-23T06:00:00Z\"",
                        "\"kind\":\"DATA\"");
    }

    @Test
    void aFreshLinkIsGoodForAQuarterOfAnHour() {
        String fresh = fresh("data");
        application.clock().tick(Duration.ofMinutes(15));

        HttpResponse<String> late = visitor.post(fresh);

        assertThat(late.statusCode()).isEqualTo(410);
        assertThat(late.body()).contains("It was good for 15 minutes").doesNotContain(ANNA);
        assertThat(visitor.web().get(fresh).statusCode()).isEqualTo(410);
    }

    @Test
    void aFreshLinkIsGoodForItsOwnWishOnly() {
        String fresh = fresh("data");

        assertThat(visitor.post(fresh.replace("/data", "/erase")).statusCode()).isEqualTo(404);
        assertThat(visitor.post(fresh.replace("/data", "/address"), "email", "x@harbour.example")
                        .statusCode())
                .isEqualTo(404);
        assertThat(person().address()).isNotNull();
    }

    @Test
    void aNewAddressIsAskedBeforeItIsTaken() {
        String data = fresh("data");
        String fresh = fresh("address");
        assertThat(visitor.post(fresh, "email", "no address").statusCode()).isEqualTo(422);

        assertThat(visitor.post(fresh, "email", "anna@quay.example").body()).contains("Look into your new mailbox");
        visitor.work();
        assertThat(visitor.state("anna@quay.example", "daily")).isEmpty();
        assertThat(visitor.post(fresh, "email", "other@quay.example").statusCode())
                .isEqualTo(410);
        String confirm = visitor.link("/confirm/");
        assertThat(visitor.web().get(confirm).body()).contains("Is this your new address?", "anna@quay.example");

        assertThat(visitor.post(confirm).body()).contains("From now on our mail comes to");

        assertThat(visitor.subscription("anna@quay.example", "daily")
                        .orElseThrow()
                        .id())
                .isEqualTo(anna.id());
        assertThat(visitor.subscription(ANNA, "daily")).isEmpty();
        // Whoever has the mailbox that was left learns that, and not where the mail goes now.
        HttpResponse<String> left = visitor.post(data);
        assertThat(left.statusCode()).isEqualTo(410);
        assertThat(left.body())
                .contains("The address was changed", "sign up for it")
                .doesNotContain("quay.example", "We keep nothing");
        assertThat(visitor.post(confirm).body()).contains("This link was used already");
        assertThat(application.run("audit", "list", "--format", "csv").out())
                .contains("reader,change of address,anna@quay.example");
        // Of the address that was left nothing stays, but for the list's own rows of the past.
        assertThat(Stream.of("signup_request", "letter", "audit", "delivery", "attempt")
                        .flatMap(
                                table -> application.jdbc().sql("SELECT * FROM " + table).query().listOfRows().stream())
                        .map(row -> row.values().toString()))
                .isNotEmpty()
                .noneMatch(row -> row.contains(ANNA));
    }

    @Test
    void aNewAddressThatMustNotBeMailedIsNotTaken() {
        visitor.post(fresh("address"), "email", "anna@quay.example");
        visitor.work();
        application.run("suppressions", "add", "anna@quay.example", "--cause", "complaint");

        assertThat(visitor.post(visitor.link("/confirm/")).body()).contains("This address can’t be used");

        assertThat(person().address()).isEqualTo(EmailAddress.parse(ANNA));
        application.clock().tick(Duration.ofDays(7));
        assertThat(visitor.web().get(visitor.link("/confirm/")).body())
                .contains("Ask for the change of address again")
                .doesNotContain("Sign up");
    }

    @Test
    void anAddressThatSomebodyHasIsNotTaken() {
        visitor.reader("ben@harbour.example", "weekend");
        visitor.post(fresh("address"), "email", "ben@harbour.example");
        visitor.work();

        HttpResponse<String> taken = visitor.post(visitor.link("/confirm/"));

        assertThat(taken.statusCode()).isEqualTo(409);
        assertThat(person().address()).isEqualTo(EmailAddress.parse(ANNA));
    }

    @Test
    void whoAsksForItIsErased() {
        String fresh = fresh("erase");
        assertThat(visitor.web().get(fresh).body()).contains("Erase everything about a…\u2060a@harbour.example?");

        assertThat(visitor.post(fresh).body()).contains("Everything is erased");
        assertThat(visitor.web().get(fresh).body()).contains("There is nothing here any more");

        assertThat(application.bean(Subscribers.class).find(EmailAddress.parse(ANNA)))
                .isEmpty();
        assertThat(visitor.web().get(page).statusCode()).isEqualTo(410);
        assertThat(visitor.web().get(page).body()).contains("There is nothing here any more");
        assertThat(visitor.post(page, "newsletters[]", "daily").statusCode()).isEqualTo(410);
        assertThat(visitor.post(fresh).statusCode()).isEqualTo(410);
        assertThat(application
                        .jdbc()
                        .sql("SELECT count(*) FROM letter WHERE address LIKE '%anna%'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private String fresh(String wish) {
        HttpResponse<String> asked = visitor.post(page + "/link", "wish", wish);
        assertThat(asked.headers().firstValue("Location").orElseThrow()).endsWith("?done=link");
        visitor.work();
        return visitor.link("/preferences/f-");
    }

    private Subscriber person() {
        return application.bean(Subscribers.class).find(anna.subscriberId()).orElseThrow();
    }

    /** The rows that an edition leaves. */
    private void edition(String slot, long id, String state, String reason) {
        application
                .jdbc()
                .sql("""
                INSERT INTO edition (id, newsletter_id, slot, uid, settings, model, highest_first_seen, audience, frozen_at,
                    published_at)
                SELECT :id, id, CAST(:slot AS timestamp(0) with time zone), :uid, '{}', '{}', 1, 1, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP
                FROM newsletter WHERE slug = 'daily'
                """)
                .param("id", id)
                .param("uid", "uid" + id)
                .param("slot", slot)
                .update();
        application
                .jdbc()
                .sql("""
                INSERT INTO delivery (id, edition_id, subscription_id, state, reason)
                VALUES (:id * 1000000000000 + :subscription, :id, :subscription, :state, :reason)
                """)
                .param("id", id)
                .param("subscription", anna.id())
                .param("state", state)
                .param("reason", reason)
                .update();
    }
}
