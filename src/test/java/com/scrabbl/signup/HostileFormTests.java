package com.scrabbl.signup;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.subscriber.Subscription;
import com.scrabbl.support.Database;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.TestApplication;
import java.net.http.HttpResponse;
import java.util.List;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

/** What no browser sends: a friendly page with a status of 4xx, nothing stored, nothing mailed. */
@OnEachDatabase
class HostileFormTests {

    private static final String ANNA = "anna@harbour.example";
    private static final List<String> FIELDS =
            List.of("email", "newsletters[]", "topics[]", "website", "opened", "time_zone", "lang");

    private final TestApplication application;
    private final Visitor visitor;

    HostileFormTests(Database database) {
        application = TestApplication.on(database);
        visitor = new Visitor(application);
        visitor.declare("daily", "Harbour Daily", "topics: [Port]");
    }

    @Test
    void aLineBreakInAnyFieldReachesNoHeader() throws Exception {
        for (String field : FIELDS) {
            String stamp = visitor.opened();
            String[] fields = {
                "email",
                ANNA,
                "newsletters[]",
                "daily",
                "topics[]",
                "daily:port",
                "website",
                "",
                "opened",
                stamp,
                "time_zone",
                "Europe/Berlin",
                "lang",
                "en"
            };
            for (int i = 0; i < fields.length; i += 2) {
                if (fields[i].equals(field)) {
                    fields[i + 1] += "\r\nBcc: everybody@harbour.example\r\n\r\nBuy";
                }
            }
            HttpResponse<String> answer = visitor.post("/subscribe", fields);
            assertThat(answer.statusCode()).as(field).isIn(200, 422);
        }
        visitor.work();
        assertThat(visitor.mail()).allSatisfy(letter -> {
            assertThat(letter.getHeader("Bcc")).isNull();
            assertThat(letter.getAllRecipients()).hasSize(1);
            assertThat(Visitor.text(letter)).doesNotContain("Buy");
        });
    }

    @Test
    void aUserAgentIsKeptShortAndHarmless() {
        var request = java.net.http.HttpRequest.newBuilder(java.net.URI.create(application.url() + "/subscribe"))
                .header("User-Agent", "<script>\tx" + "y".repeat(1000))
                .header("Content-Type", Visitor.FORM)
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(
                        Visitor.form("email", ANNA, "newsletters[]", "daily", "opened", visitor.opened())))
                .build();
        java.net.http.HttpClient.newHttpClient()
                .sendAsync(request, java.net.http.HttpResponse.BodyHandlers.discarding())
                .join();

        String kept = application
                .jdbc()
                .sql("SELECT user_agent FROM signup_request")
                .query(String.class)
                .single();
        assertThat(kept).hasSize(300).startsWith("<script> x");
    }

    @Test
    void aFormOfTwoMegabytesIsTooMuch() {
        String large = "email=" + "a".repeat(2_000_000);
        Subscription anna = visitor.reader("ben@harbour.example", "daily");

        for (String path : List.of("/subscribe", visitor.preferences(anna))) {
            HttpResponse<String> answer = visitor.web().post(path, Visitor.FORM, large);

            assertThat(answer.statusCode()).as(path).isEqualTo(413);
            assertThat(answer.body()).contains("That was too much at once");
        }
        assertNothing();
    }

    @Test
    void aMultipartFormOfTwoMegabytesIsTooMuchToo() {
        HttpResponse<String> answer = visitor.web()
                .post("/subscribe", "multipart/form-data; boundary=b", """
                --b\r
                Content-Disposition: form-data; name="email"\r
                \r
                %s\r
                --b--\r
                """.formatted("a".repeat(2_000_000)));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("That was too much at once");
        assertNothing();
    }

    @Test
    void tenThousandFieldsAreTooMuch() {
        HttpResponse<String> answer = visitor.web().post("/subscribe", Visitor.FORM, "a=b&".repeat(10_000));

        assertThat(answer.statusCode()).isBetween(400, 499);
        assertThat(answer.body()).contains("</html>").doesNotContain("Exception");
        assertNothing();
    }

    @Test
    void anotherCharsetOrBrokenEncodingIsAnsweredFriendly() {
        String stamp = visitor.opened();
        for (String body : List.of(
                "email=anna%FF%FE@harbour.example&newsletters[]=daily&opened=" + stamp,
                "email=anna%ZZ@harbour.example&newsletters[]=daily&opened=" + stamp,
                "email=%&newsletters[]=%C3%28&opened=" + stamp,
                "email=anna%00@harbour.example&newsletters[]=daily&opened=" + stamp)) {
            for (String type :
                    List.of(Visitor.FORM, Visitor.FORM + "; charset=nonsense", Visitor.FORM + "; charset=UTF-16")) {
                HttpResponse<String> answer = visitor.web().post("/subscribe", type, body);

                assertThat(answer.statusCode()).as(type + " " + body).isBetween(400, 499);
                assertThat(answer.body()).contains("</html>").doesNotContain("Exception");
            }
        }
        assertNothing();
    }

    @Test
    void aBodyThatIsNoFormIsAnsweredFriendly() {
        for (String type : List.of(
                "application/json",
                "text/plain",
                "application/xml",
                "multipart/form-data; boundary=b",
                "multipart/form-data",
                "nonsense")) {
            HttpResponse<String> answer = visitor.web().post("/subscribe", type, "{\"email\": \"" + ANNA + "\"}");

            assertThat(answer.statusCode()).as(type).isBetween(400, 499);
            assertThat(answer.body()).as(type).contains("</html>").doesNotContain("Exception");
        }
        assertNothing();
    }

    @Test
    void markupInAFieldIsShownAsText() {
        HttpResponse<String> answer = visitor.post(
                "/subscribe",
                "email",
                "\"><script>alert(1)</script>",
                "newsletters[]",
                "<b>",
                "opened",
                visitor.opened());

        assertThat(answer.body()).doesNotContain("<script>alert", "<b>");
        assertThat(Jsoup.parse(answer.body()).selectFirst("#email").val()).isEqualTo("\"><script>alert(1)</script>");
    }

    @Test
    void tokensThatAreForgedFindNoPageAnywhere() {
        Subscription anna = visitor.reader("ben@harbour.example", "daily");
        String token = visitor.preferences(anna).substring("/preferences/".length());
        for (String forged : List.of(
                token.substring(0, token.length() - 1),
                token + "0",
                "u" + token.substring(1),
                "f" + token.substring(1),
                "p-1-zzzzzzzzzzzz-" + "0".repeat(32),
                "%00",
                "..%2F..%2Fx",
                "a".repeat(4000))) {
            for (String path :
                    List.of("/preferences/%s", "/preferences/%s/data", "/preferences/%s/erase", "/confirm/%s")) {
                HttpResponse<String> answer = visitor.post(path.formatted(forged), "newsletters[]", "daily");

                assertThat(answer.statusCode()).as(path + " " + forged).isIn(400, 404);
            }
        }
        assertThat(visitor.subscription("ben@harbour.example", "daily")).contains(anna);
        assertThat(visitor.mail()).isEmpty();
    }

    private void assertNothing() {
        assertThat(visitor.count("signup_request")).isZero();
        assertThat(visitor.count("letter")).isZero();
        visitor.work();
        assertThat(visitor.mail()).isEmpty();
    }
}
