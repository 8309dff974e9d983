package com.scrabbl.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.audit.Audit;
import com.scrabbl.people.Role;
import com.scrabbl.people.Users;
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
class UsersPagesTests {

    private static final String PASSWORD = "mooring line and fog";

    private final TestApplication application;
    private final ConsoleVisitor ada;
    private final ConsoleVisitor ben;

    UsersPagesTests(Database database) {
        application = TestApplication.on(database);
        ada = application.user(Role.ADMIN);
        ben = new ConsoleVisitor(application.url());
    }

    /** Adds ben on the page of users, and tells the path of the link that is shown. */
    private String invited() {
        ada.get("/console/users");
        Document shown = ada.submit("/console/users", "name", "Ben", "role", "OPERATOR");
        assertThat(shown.text()).contains("One-time link for Ben, good for 24 hours, shown only now");
        return shown.selectFirst("#link").text().substring(application.url().length());
    }

    private long id(String name) {
        return application.bean(Users.class).get(name).id();
    }

    @Test
    void aUserIsAddedSetsAPasswordByTheLinkAndLogsIn() {
        String link = invited();
        assertThat(ada.page("/console/users/" + id("Ben")).text()).doesNotContain(link);
        assertThat(ben.get(link).headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(Jsoup.parse(ben.post(link, "password", "too short").body())
                        .selectFirst("#password-error")
                        .text())
                .contains("at least 12 characters");

        assertThat(ben.submit(link, "password", PASSWORD).text()).contains("Your password is set, Ben.");
        assertThat(ben.logIn("ben", PASSWORD).statusCode()).isEqualTo(302);

        assertThat(ben.page("/console").selectFirst(".who").text())
                .contains("Ben")
                .contains("operator");
        assertThat(application.bean(Audit.class).before(null, 9))
                .filteredOn(entry -> !entry.what().startsWith("users log-"))
                .extracting(entry -> entry.actor() + " " + entry.what() + " " + entry.target() + " " + entry.before()
                        + " " + entry.after())
                .containsExactly("Ben users password Ben null null", "ada users add Ben null operator");
        assertThat(application
                        .jdbc()
                        .sql("SELECT password FROM console_user WHERE name = 'Ben'")
                        .query(String.class)
                        .single())
                .startsWith("{pbkdf2}")
                .doesNotContain(PASSWORD);
    }

    @Test
    void aLinkWorksOnceForADayAndOnlyTheNewest() {
        String first = invited();
        String second = ada.submit("/console/users/" + id("Ben") + "/link")
                .selectFirst("#link")
                .text()
                .substring(application.url().length());
        assertThat(ben.get(first).statusCode()).isEqualTo(410);
        ben.get(second);
        ben.post(second, "password", PASSWORD);

        HttpResponse<String> again = ben.get(second);
        ben.get("/console/login");
        HttpResponse<String> posted = ben.post(second, "password", "another good password");

        assertThat(again.statusCode()).isEqualTo(410);
        assertThat(posted.statusCode()).isEqualTo(410);
        assertThat(Jsoup.parse(posted.body()).selectFirst("h1").text()).isEqualTo("This link is good no more");
        String third = ada.submit("/console/users/" + id("Ben") + "/link")
                .selectFirst("#link")
                .text()
                .substring(application.url().length());
        application.clock().tick(Duration.ofHours(24));
        assertThat(ben.get(third).statusCode()).isEqualTo(410);
        assertThat(ben.logIn("Ben", PASSWORD).statusCode()).isEqualTo(302);
    }

    @Test
    void aNewPasswordEndsAllOtherSessionsAndNotThisOne() {
        ConsoleVisitor elsewhere = application.user(Role.ADMIN);
        ada.get("/console/account");
        String session = ada.session();

        HttpResponse<String> wrong = ada.post("/console/account", "password", "not it", "new", PASSWORD);
        Document changed = ada.submit("/console/account", "password", ConsoleVisitor.PASSWORD, "new", PASSWORD);

        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(Jsoup.parse(wrong.body()).selectFirst("#password-error").text())
                .contains("That is not your password. Nothing was changed.");
        assertThat(changed.text()).contains("Your password is changed; it is strong.");
        assertThat(ada.session()).isNotEqualTo(session);
        assertThat(ada.get("/console").statusCode()).isEqualTo(200);
        assertThat(elsewhere.get("/console").statusCode()).isEqualTo(302);
        assertThat(elsewhere.logIn("ada", ConsoleVisitor.PASSWORD).statusCode()).isEqualTo(422);
    }

    @Test
    void aRoleCountsFromTheNextClickOnAndARemovedUserIsOut() {
        ConsoleVisitor maria = application.user(Role.OPERATOR);
        assertThat(maria.get("/console/audit").statusCode()).isEqualTo(403);

        ada.get("/console/users/" + id("maria"));
        ada.submit("/console/users/" + id("maria") + "/role", "role", "ADMIN");
        assertThat(maria.get("/console/audit").statusCode()).isEqualTo(302);
        maria.logIn("maria");
        assertThat(maria.get("/console/audit").statusCode()).isEqualTo(200);
        ada.get("/console/users/" + id("maria") + "/remove");
        Document removed = ada.submit("/console/users/" + id("maria") + "/remove", "reason", "left the desk");

        assertThat(removed.selectFirst(".flash").text()).isEqualTo("maria is no user any more.");
        assertThat(maria.get("/console/audit").statusCode()).isEqualTo(302);
        Document audit = ada.page("/console/audit?what=users&about=maria");
        assertThat(audit.select("table.audit tbody tr").eachText())
                .filteredOn(row -> !row.contains("users log-in"))
                .hasSize(2)
                .first()
                .asString()
                .contains("users remove", "left the desk", "admin");
    }

    @Test
    void theLastAdminStays() {
        ada.get("/console/users/" + id("ada"));
        HttpResponse<String> demoted = ada.post("/console/users/" + id("ada") + "/role", "role", "OPERATOR");
        HttpResponse<String> removed = ada.post("/console/users/" + id("ada") + "/remove", "reason", "");

        assertThat(demoted.statusCode()).isEqualTo(422);
        assertThat(removed.statusCode()).isEqualTo(422);
        assertThat(Jsoup.parse(removed.body()).selectFirst("[role=alert]").text())
                .contains("ada is the last admin with a password, and stays one.");
        assertThat(application.bean(Users.class).get("ada").role()).isEqualTo(Role.ADMIN);
        assertThat(application.bean(Audit.class).before(null, 9))
                .noneMatch(entry ->
                        entry.what().equals("users role") || entry.what().equals("users remove"));
    }

    @Test
    void aNameThatIsNoneIsRefusedAndShownAsItWasTyped() {
        ada.get("/console/users");
        for (String name : new String[] {"", "<script>alert(1)</script>", "a\u202Eb", "ada", "ADA", "x".repeat(61)}) {
            HttpResponse<String> answer = ada.post("/console/users", "name", name, "role", "ADMIN");

            assertThat(answer.statusCode()).as(name).isEqualTo(422);
            Document page = Jsoup.parse(answer.body());
            assertThat(page.title()).startsWith("Error: ");
            assertThat(page.selectFirst("#name").val()).isEqualTo(name);
            assertThat(page.select("main script")).isEmpty();
        }
        assertThat(application.bean(Users.class).all()).hasSize(1);
    }
}
