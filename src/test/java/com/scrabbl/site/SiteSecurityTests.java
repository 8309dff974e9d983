package com.scrabbl.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.support.Database;
import com.scrabbl.support.RawHttp;
import com.scrabbl.support.TestApplication;
import com.scrabbl.support.Web;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SiteSecurityTests {

    private final String url = TestApplication.on(Database.H2).url();
    private final Web web = new Web(url);

    @ParameterizedTest
    @CsvSource({
        "GET, /, 200",
        "HEAD, /, 200",
        "GET, /brand.css, 200",
        "GET, /assets/site.css, 200",
        "GET, /assets/icon.svg, 200",
        "GET, /assets/site.js, 200",
        "GET, /archive, 200",
        "HEAD, /archive, 200",
        "POST, /archive, 403",
        "GET, /archive/nothing, 404",
        "GET, /archive/a/b/c, 404",
        "GET, /actuator/health, 200",
        "GET, /actuator/prometheus, 200",
        "GET, /unsubscribe/forged, 404",
        "POST, /unsubscribe/forged, 404",
        "GET, /unsubscribe/a/b, 404",
        "POST, /, 403",
        "HEAD, /actuator/prometheus, 200",
        "HEAD, /nothing, 404",
        "GET, /nothing, 404",
        "GET, /error, 404",
        "GET, /assets/, 404",
        "GET, /login, 404",
        "GET, /logout, 404",
        "GET, /console, 302",
        "GET, /console/login, 200",
        "GET, /consoles, 404",
        "GET, /api/v1/newsletters, 404",
        "GET, /actuator, 404",
        "GET, /actuator/env, 404",
        "GET, /actuator/health/ping, 404",
        "GET, /demo/mailbox, 404",
        "GET, /demo/pictures/a.jpg, 404",
        "GET, /h2-console, 404",
        "GET, /application.yml, 404",
        "GET, /templates/site/front.ftlh, 404",
    })
    void whatIsNotNamedDoesNotExist(String method, String path, int status) {
        assertThat(web.send(method, path).statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/unsubscribe/forged",
                "/nothing",
                "/assets/site.css",
                "/actuator/health",
                "/console",
                "/console/newsletters",
                "/console/import/upload"
            })
    void everyOtherMethodGetsOnePlainAnswer(String path) {
        for (String method :
                List.of("OPTIONS", "TRACE", "PUT", "DELETE", "PATCH", "PROPFIND", "get", "NO-SUCH", "TRACK")) {
            String answer = RawHttp.ask(url, method + " " + path, "Host: localhost", "X-Secret: told to nobody");

            assertThat(RawHttp.status(answer)).as(method).isEqualTo(405);
            assertThat(RawHttp.header(answer, "Allow")).as(method).isEqualTo("GET, HEAD, POST");
            assertThat(answer).as(method).doesNotContain("told to nobody", "NO-SUCH");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/unsubscribe/forged", "/nothing", "/brand.css"})
    void everyAnswerCarriesTheHeaders(String path) {
        HttpResponse<String> answer = web.get(path);

        assertThat(header(answer, "Content-Security-Policy"))
                .isEqualTo(
                        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self';"
                                + " base-uri 'none'; frame-ancestors 'none'");
        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(answer, "X-Frame-Options")).isEqualTo("DENY");
        assertThat(header(answer, "Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(header(answer, "Permissions-Policy")).contains("camera=()");
        assertThat(answer.headers().map()).doesNotContainKeys("set-cookie", "server", "strict-transport-security");
    }

    @Test
    void anAddressWithATokenIsToldToNobody() {
        assertThat(header(web.get("/unsubscribe/forged"), "Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(header(web.get("/"), "Referrer-Policy")).isEqualTo("strict-origin-when-cross-origin");
    }

    @Test
    void onlyWhatIsTheSameForEverybodyIsKeptByBrowsers() {
        assertThat(header(web.get("/"), "Cache-Control")).isEqualTo("max-age=60, public");
        assertThat(header(web.get("/archive"), "Cache-Control")).isEqualTo("max-age=60, public");
        assertThat(header(web.get("/unsubscribe/forged"), "Cache-Control")).contains("no-store");
        assertThat(header(web.get("/nothing"), "Cache-Control")).contains("no-store");
        assertThat(header(web.get("/archive/nothing"), "Cache-Control")).contains("no-store");
        assertThat(header(web.get("/assets/site.css"), "Cache-Control")).contains("max-age=31536000");
        assertThat(header(web.get("/brand.css"), "Cache-Control")).contains("max-age=31536000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"})
    void figuresAreNotForThoseWhoComeThroughAProxy(String header) {
        assertThat(web.get("/actuator/prometheus", header, "203.0.113.7").statusCode())
                .isEqualTo(404);
    }

    @Test
    void anUnknownPageIsAnsweredInTheLookOfOneAndNamesNothing() {
        HttpResponse<String> answer = web.get("/nothing-like-this");

        assertThat(answer.body())
                .contains("<h1>There is no page here</h1>", "/assets/site.css", "Scrabbl")
                .doesNotContain("nothing-like-this", "Exception", "Whitelabel");
    }

    @Test
    void programsGetAnErrorWithoutStackTrace() {
        HttpResponse<String> answer = web.get("/nothing", "Accept", "application/json");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).doesNotContain("trace", "Exception");
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
