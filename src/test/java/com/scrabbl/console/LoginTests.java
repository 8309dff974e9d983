package com.scrabbl.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.people.Role;
import com.scrabbl.support.ConsoleVisitor;
import com.scrabbl.support.Database;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.TestApplication;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class LoginTests {

    private final TestApplication application;

    LoginTests(Database database) {
        application = TestApplication.on(database);
    }

    @Test
    void whoAskedForAPageGetsItAfterLoggingIn() {
        application.user(Role.OPERATOR);
        ConsoleVisitor visitor = new ConsoleVisitor(application.url());

        HttpResponse<String> sent = visitor.get("/console?from=mail");
        assertThat(sent.statusCode()).isEqualTo(302);
        assertThat(visitor.where(sent)).isEqualTo("/console/login");
        String before = visitor.session();
        HttpResponse<String> in = visitor.logIn("Maria", ConsoleVisitor.PASSWORD);

        assertThat(visitor.where(in)).isEqualTo("/console?from=mail");
        assertThat(visitor.session()).isNotEmpty().isNotEqualTo(before);
        assertThat(ConsoleVisitor.cookiesOf(in))
                .singleElement()
                .asString()
                .contains("Path=/console", "HttpOnly", "SameSite=Strict");
        Document overview = visitor.page("/console");
        assertThat(overview.selectFirst(".who").text()).contains("maria").contains("operator");
        assertThat(overview.select("#nav li a").eachText()).contains("Runs").doesNotContain("Users", "Subscribers");
    }

    @Test
    void aWrongPasswordIsRefusedInTheSameWordsAsAWrongName() {
        application.user(Role.ADMIN);
        ConsoleVisitor visitor = new ConsoleVisitor(application.url());

        HttpResponse<String> password = visitor.logIn("ada", "quay barge lanterns");
        HttpResponse<String> name = visitor.logIn("bob", "quay barge lantern");

        assertThat(password.statusCode()).isEqualTo(422);
        assertThat(Jsoup.parse(password.body()).selectFirst("[role=alert]").text())
                .contains("Name or password is wrong.")
                .isEqualTo(Jsoup.parse(name.body()).selectFirst("[role=alert]").text());
        assertThat(Jsoup.parse(password.body()).selectFirst("#name").val()).isEqualTo("ada");
        assertThat(password.body()).doesNotContain("quay");
        assertThat(visitor.get("/console").statusCode()).isEqualTo(302);
    }

    @Test
    void loggingOutEndsTheSession() {
        ConsoleVisitor ada = application.user(Role.ADMIN);
        ada.get("/console");
        String session = ada.session();

        HttpResponse<String> out = ada.post("/console/logout");

        assertThat(ada.where(out)).isEqualTo("/console/login?out=1");
        ada.useSession(session);
        assertThat(ada.get("/console").statusCode()).isEqualTo(302);
    }

    @Test
    void aPageThatRefreshesItselfKeepsNoSessionAlive() {
        ConsoleVisitor ada = application.user(Role.ADMIN);
        ada.get("/console");
        application.clock().tick(Duration.ofMinutes(90));
        assertThat(ada.get("/console", "HX-Request", "true").statusCode()).isEqualTo(200);
        application.clock().tick(Duration.ofMinutes(31));

        HttpResponse<String> block = ada.get("/console", "HX-Request", "true");

        assertThat(block.statusCode()).isEqualTo(401);
        assertThat(block.headers().firstValue("HX-Redirect")).contains("/console/login");
        assertThat(block.body()).isEmpty();
    }

    @Test
    void aFormThatWasOpenForTooLongLeadsBackToItsPage() {
        ConsoleVisitor maria = application.user(Role.OPERATOR);
        maria.page("/console/runs?state=HALTED");
        application.clock().tick(Duration.ofHours(3));

        HttpResponse<String> late = maria.postAsIs("/console/runs/1/stop", "_csrf", "of before");

        assertThat(late.statusCode()).isEqualTo(403);
        Document page = Jsoup.parse(late.body());
        assertThat(page.selectFirst("h1").text()).isEqualTo("This page was open for too long");
        assertThat(page.select(".error-page").text())
                .contains(
                        "You are not logged in any more", "Nothing was changed. Log in, which leads back to the page");
        assertThat(maria.where(maria.logIn("maria", ConsoleVisitor.PASSWORD))).isEqualTo("/console/runs?state=HALTED");
    }

    @Test
    void anErrorIsAnsweredInTheLookOfTheConsole() {
        ConsoleVisitor maria = application.user(Role.OPERATOR);

        Document gone = Jsoup.parse(maria.get("/console/nothing-like-this").body());
        Document forbidden = Jsoup.parse(maria.get("/console/users").body());
        Document forged =
                Jsoup.parse(maria.postAsIs("/console/logout", "_csrf", "x").body());

        assertThat(gone.selectFirst("h1").text()).isEqualTo("There is no page here");
        assertThat(gone.select("#nav li a").eachText()).contains("Overview");
        assertThat(forbidden.selectFirst("h1").text()).isEqualTo("You may not do that");
        assertThat(forged.text()).contains("This form was not sent from its page");
        assertThat(forged.selectFirst(".error-page a").attr("href")).isEqualTo("/console/users");
        assertThat(maria.get("/console").statusCode()).isEqualTo(200);
    }
}
