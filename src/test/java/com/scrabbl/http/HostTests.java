package com.scrabbl.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.people.Role;
import com.scrabbl.support.ConsoleVisitor;
import com.scrabbl.support.Database;
import com.scrabbl.support.RawHttp;
import com.scrabbl.support.TestApplication;
import java.net.URI;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request says about its host gets into no redirect and into no link. */
class HostTests {

    private static final String[] ELSEWHERE = {
        "Host: evil.example",
        "X-Forwarded-Host: evil.example",
        "X-Forwarded-Proto: https",
        "Forwarded: host=evil.example"
    };

    private final TestApplication first = TestApplication.on(Database.H2);

    @ParameterizedTest
    @ValueSource(strings = {"none", "native", "framework"})
    void redirectsAndLinksStayHere(String strategy) {
        try (TestApplication application = first.anotherServing(
                "--server.forward-headers-strategy=" + strategy, "--server.servlet.context-path=/news")) {
            ConsoleVisitor ada = visitor(application);
            SoftAssertions all = new SoftAssertions();
            all.assertThat(location(application, "GET /news")).isEqualTo("/news/");
            all.assertThat(location(application, "GET /news/console")).isEqualTo("/news/console/login");
            String token = Jsoup.parse(ada.get("/console/users").body())
                    .selectFirst("input[name=_csrf]")
                    .val();
            String session = "Cookie: scrabbl-console=" + ada.session();

            String added = RawHttp.post(
                    application.url(), "/news/console/users", "name=bruno&role=OPERATOR&_csrf=" + token, with(session));
            String out = RawHttp.post(application.url(), "/news/console/logout", "_csrf=" + token, with(session));

            all.assertThat(RawHttp.header(added, "Location")).startsWith("/news/console/users/");
            all.assertThat(RawHttp.header(out, "Location")).isEqualTo("/news/console/login?out=1");
            all.assertThat(location(application, "GET /news/console/runs", "HX-Request: true"))
                    .isEmpty();
            all.assertAll();
        }
    }

    @Test
    void aOneTimeLinkLeadsToWhereTheServerListens() {
        ConsoleVisitor ada = first.user(Role.ADMIN);
        String token = Jsoup.parse(ada.get("/console/users").body())
                .selectFirst("input[name=_csrf]")
                .val();
        String session = "Cookie: scrabbl-console=" + ada.session();

        String added =
                RawHttp.post(first.url(), "/console/users", "name=bruno&role=OPERATOR&_csrf=" + token, with(session));
        String shown = RawHttp.ask(first.url(), "GET " + RawHttp.header(added, "Location"), with(session));

        assertThat(shown)
                .contains("http://localhost:" + URI.create(first.url()).getPort() + "/console/welcome/")
                .doesNotContain("evil.example");
    }

    private ConsoleVisitor visitor(TestApplication application) {
        first.user(Role.ADMIN);
        return new ConsoleVisitor(application.url() + "/news").logIn("ada");
    }

    private static String location(TestApplication application, String line, String... headers) {
        return RawHttp.header(RawHttp.ask(application.url(), line, with(headers)), "Location");
    }

    private static String[] with(String... headers) {
        return Stream.concat(Stream.of(ELSEWHERE), Stream.of(headers)).toArray(String[]::new);
    }
}
