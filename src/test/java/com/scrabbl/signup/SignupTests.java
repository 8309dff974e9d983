package com.scrabbl.signup;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.support.Database;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.TestApplication;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/** The sign-up form: it takes what a person writes, and says what is wrong with it. */
@OnEachDatabase
class SignupTests {

    private static final String ANNA = "anna@harbour.example";

    private final TestApplication application;
    private final Visitor visitor;

    SignupTests(Database database) {
        application = TestApplication.on(database);
        visitor = new Visitor(application);
        visitor.declare("daily", "Harbour Daily", "topics: [Port, City]");
        visitor.declare("weekend", "The Long Weekend");
    }

    @Test
    void theFormOnEachPageCanBeSent() {
        for (String page : List.of("/", "/subscribe", "/archive", "/archive/daily")) {
            Document form = Jsoup.parse(visitor.web().get(page).body());
            application.clock().tick(Duration.ofSeconds(5));

            HttpResponse<String> sent = visitor.post(
                    form.selectFirst("form[action^=/subscribe]").attr("action"),
                    "email",
                    ANNA,
                    "newsletters[]",
                    "daily",
                    "opened",
                    form.selectFirst("input[name=opened]").val());

            assertThat(sent.statusCode()).as(page).isEqualTo(200);
        }
        assertThat(visitor.count("signup_request")).isEqualTo(4);
    }

    @Test
    void theAnswerTellsWhereToLook() {
        HttpResponse<String> answer = visitor.signUp(ANNA, "daily");

        assertThat(answer.body())
                .contains("Look into your mailbox", ANNA, "Harbour Post &lt;news@harbour.example&gt;", "within 7 days");
        assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
    }

    @Test
    void nothingIsTickedBeforehand() {
        assertThat(visitor.web().get("/").body()).doesNotContain(" checked");
    }

    @Test
    void severalNewslettersAreConfirmedByOneLetter() {
        visitor.signUp(ANNA, "daily", "weekend");
        visitor.work();
        assertThat(Visitor.text(visitor.latest())).contains("Harbour Daily and The Long Weekend");
        assertThat(visitor.mail()).hasSize(1);

        visitor.post(visitor.link("/confirm/"));

        assertThat(visitor.state(ANNA, "daily")).isPresent();
        assertThat(visitor.state(ANNA, "weekend")).isPresent();
    }

    @Test
    void theBrowsersTimeZoneIsAHint() {
        visitor.post(
                "/subscribe",
                "email",
                ANNA,
                "newsletters[]",
                "daily",
                "time_zone",
                "Europe/Berlin",
                "opened",
                visitor.opened());
        visitor.post(
                "/subscribe",
                "email",
                "ben@harbour.example",
                "newsletters[]",
                "daily",
                "time_zone",
                "../../x",
                "opened",
                visitor.opened());
        visitor.work();

        assertThat(application
                        .jdbc()
                        .sql("SELECT coalesce(time_zone, 'none') FROM subscriber ORDER BY email")
                        .query(String.class)
                        .list())
                .containsExactly("Europe/Berlin", "none");
    }

    @Test
    void eachMistakeIsNamedAtTheTopAndAtItsField() {
        assertRefused(
                "Enter an e-mail address with an @, like anna@example.org.",
                "email",
                "email",
                "anna",
                "newsletters[]",
                "daily");
        assertRefused("Choose at least one newsletter.", "newsletters", "email", ANNA);
        assertRefused("Choose at least one newsletter.", "newsletters", "email", ANNA, "newsletters[]", "nonsense");
        assertRefused("Before the @ only", "email", "email", "jörg@harbour.example", "newsletters[]", "daily");
    }

    private void assertRefused(String sentence, String field, String... fields) {
        String[] all = java.util.Arrays.copyOf(fields, fields.length + 2);
        all[fields.length] = "opened";
        all[fields.length + 1] = visitor.opened();
        HttpResponse<String> refused = visitor.post("/subscribe", all);
        Document page = Jsoup.parse(refused.body());

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(page.title()).startsWith("Error: ");
        assertThat(page.selectFirst(".summary a[href=#" + field + "]").text()).contains(sentence);
        assertThat(page.selectFirst("#" + field + "-error").text()).contains(sentence);
        assertThat(page.selectFirst("#email").val()).isEqualTo(fields[1]);
        assertThat(page.selectFirst("main").child(0).className()).contains("summary");
        assertThat(visitor.count("signup_request")).isZero();
    }

    @Test
    void whatWasTickedStaysTicked() {
        HttpResponse<String> refused = visitor.post(
                "/subscribe",
                "email",
                "anna",
                "newsletters[]",
                "weekend",
                "topics[]",
                "daily:city",
                "opened",
                visitor.opened());

        assertThat(Jsoup.parse(refused.body()).select("input[checked]").eachAttr("value"))
                .containsExactlyInAnyOrder("weekend", "daily:city");
    }

    @Test
    void aFormSentSoonerThanAPersonCanIsNotTaken() {
        String stamp = Jsoup.parse(visitor.web().get("/subscribe").body())
                .selectFirst("input[name=opened]")
                .val();
        application.clock().tick(Duration.ofMillis(1999));

        HttpResponse<String> quick =
                visitor.post("/subscribe", "email", ANNA, "newsletters[]", "daily", "opened", stamp);

        assertThat(quick.statusCode()).isEqualTo(422);
        assertThat(quick.body()).contains("That was quicker than a person can be");
        application.clock().tick(Duration.ofMillis(1));
        assertThat(visitor.post("/subscribe", "email", ANNA, "newsletters[]", "daily", "opened", stamp)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aStampThatIsForgedOrMissingOrOldIsNotTaken() {
        String stamp = visitor.opened();
        for (String forged :
                List.of("", "0", "1764000000000", stamp.replace("o-", "p-"), stamp + "0", stamp.substring(1))) {
            assertThat(visitor.post("/subscribe", "email", ANNA, "newsletters[]", "daily", "opened", forged)
                            .statusCode())
                    .isEqualTo(422);
        }
        application.clock().tick(Duration.ofDays(7));
        assertThat(visitor.post("/subscribe", "email", ANNA, "newsletters[]", "daily", "opened", stamp)
                        .statusCode())
                .isEqualTo(422);
        assertThat(visitor.count("signup_request")).isZero();
    }

    @Test
    void theTrapCatchesWhatFillsInEveryField() {
        HttpResponse<String> trapped = visitor.post(
                "/subscribe",
                "email",
                ANNA,
                "newsletters[]",
                "daily",
                "website",
                "https://pills.example",
                "opened",
                visitor.opened());

        assertThat(trapped.statusCode()).isEqualTo(422);
        assertThat(trapped.body())
                .contains("A field that people don’t see was filled in")
                .doesNotContain("pills");
        assertThat(visitor.count("signup_request")).isZero();
    }
}
