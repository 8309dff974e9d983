package com.scrabbl.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.people.Role;
import com.scrabbl.support.ConsoleVisitor;
import com.scrabbl.support.Database;
import com.scrabbl.support.TestApplication;
import com.scrabbl.support.Web;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who only looks at the console's door costs no memory, however often. Tomcat counts the sessions. */
class AnonymousVisitsTests {

    private final TestApplication application = TestApplication.on(Database.H2);

    private double sessions() {
        return application
                .bean(MeterRegistry.class)
                .get("tomcat.sessions.created")
                .functionCounter()
                .count();
    }

    @Test
    void aThousandVisitsMakeNoSessionAndALogInMakesOne() {
        application.user(Role.OPERATOR);
        Web web = new Web(application.url());
        double before = sessions();

        for (int i = 0; i < 1000; i++) {
            // The page costs time, and is the same page each time.
            boolean page = i % 10 == 0;
            assertThat(web.get(page ? "/console/login" : "/console/runs?before=" + i)
                            .statusCode())
                    .isEqualTo(page ? 200 : 302);
        }
        ConsoleVisitor guessing = new ConsoleVisitor(application.url());
        assertThat(guessing.logIn("maria", "quay barge lanterns").statusCode()).isEqualTo(422);
        guessing.postAsIs("/console/logout");

        assertThat(sessions()).isEqualTo(before);
        guessing.logIn("maria");
        guessing.page("/console");
        assertThat(sessions()).isEqualTo(before + 1);
    }

    @Test
    void aForgedCookieLeadsNobodyAwayFromTheConsole() {
        application.user(Role.OPERATOR);
        for (String elsewhere : List.of(
                "//evil.example/",
                "https://evil.example/console",
                "/console/\r\nX: y",
                "/",
                "/console/../..//evil.example",
                "/console/%2e%2e/%2e%2e//evil.example",
                "/console/runs/..;/..;/",
                "/console//runs",
                "/console/./runs",
                "/console/nothing-like-this",
                "/console/runs/1/nothing",
                "/console/login",
                "/console/import/upload")) {
            ConsoleVisitor visitor = new ConsoleVisitor(application.url());
            visitor.get("/console/login");
            visitor.useCookie(
                    "scrabbl-console-page",
                    Base64.getUrlEncoder().withoutPadding().encodeToString(elsewhere.getBytes()));

            HttpResponse<String> in = visitor.logIn("maria", ConsoleVisitor.PASSWORD);

            assertThat(visitor.where(in)).as(elsewhere).isEqualTo("/console");
        }
    }

    @Test
    void aFormOfOneWhoIsNotLoggedInIsNoFormOfOneWhoIs() {
        ConsoleVisitor maria = application.user(Role.OPERATOR);
        ConsoleVisitor stranger = new ConsoleVisitor(application.url());
        String token =
                stranger.page("/console/login").selectFirst("input[name=_csrf]").val();
        String cookie = stranger.cookie("scrabbl-console-form");

        maria.useCookie("scrabbl-console-form", cookie);

        assertThat(maria.postAsIs("/console/logout", "_csrf", token).statusCode())
                .isEqualTo(403);
        assertThat(maria.get("/console").statusCode()).isEqualTo(200);
    }
}
