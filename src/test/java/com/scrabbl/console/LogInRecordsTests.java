package com.scrabbl.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.audit.Audit;
import com.scrabbl.people.Role;
import com.scrabbl.people.Users;
import com.scrabbl.support.ConsoleVisitor;
import com.scrabbl.support.Database;
import com.scrabbl.support.TestApplication;
import java.time.Duration;
import java.util.List;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

/** What the audit tells of log-ins and of those that failed. */
class LogInRecordsTests {

    private static final Duration NONE = Duration.ZERO;

    private final TestApplication application = TestApplication.on(Database.H2);
    private final Audit audit = application.bean(Audit.class);
    private final ConsoleVisitor ada = application.user(Role.ADMIN);
    private final LogInRecords records = new LogInRecords(application.bean(Users.class), audit, application.clock());

    /** Newest first; the version of Java is no part of the story. */
    private List<String> told(String what) {
        return audit.before(null, 2000).stream()
                .filter(entry -> entry.what().equals(what))
                .map(entry -> entry.actor() + " " + entry.target() + ": " + entry.detail())
                .map(line -> line.replaceAll("http-client/[0-9.]+", "http-client"))
                .toList();
    }

    private static Origin from(String address) {
        return new Origin(address, "curl");
    }

    @Test
    void logInFailureAndLogOutAreTold() {
        // No count of an earlier story goes on.
        application.clock().tick(Duration.ofDays(1));
        ConsoleVisitor visitor = new ConsoleVisitor(application.url());
        visitor.logIn("ADA", "my other password");
        visitor.logIn("ada", "my other password");
        visitor.logIn("fog quay lantern barge", "ada");
        visitor.logIn("ada");
        visitor.get("/console");
        visitor.post("/console/logout");

        assertThat(told("users log-in failed"))
                .containsExactly(
                        "(not logged in) (no such user): 1 wrong password; from 127.0.0.0/24, Java-http-client",
                        "(not logged in) ada: 1 wrong password; from 127.0.0.0/24, Java-http-client");
        assertThat(told("users log-in").get(0))
                .startsWith("ada ada: from 127.0.0.0/24, ")
                .endsWith(", after 2 wrong");
        assertThat(told("users log-out")).hasSize(1).first().asString().startsWith("ada ada: from 127.0.0.0/24, ");
        assertThat(application.jdbc().sql("SELECT * FROM audit").query().listOfRows())
                .noneMatch(row -> row.toString().contains("other password")
                        || row.toString().contains("fog quay"));
    }

    @Test
    void whoChangesUsersIsToldWithNetworkAndBrowser() {
        ada.get("/console/users");
        String link = ada.submit("/console/users", "name", "Ben", "role", "OPERATOR")
                .selectFirst("#link")
                .text()
                .substring(application.url().length());
        ConsoleVisitor ben = new ConsoleVisitor(application.url());
        ben.get(link);
        ben.post(link, "password", "mooring line and fog");
        long id = application.bean(Users.class).get("Ben").id();
        ada.get("/console/users/" + id);
        ada.post("/console/users/" + id + "/role", "role", "ADMIN");
        ada.post("/console/users/" + id + "/link");
        ada.get("/console/account");
        ada.post("/console/account", "password", ConsoleVisitor.PASSWORD, "new", "mooring line and fog");
        ada.get("/console/users/" + id);
        ada.post("/console/users/" + id + "/remove");

        assertThat(audit.before(null, 9))
                .filteredOn(entry -> !entry.what().equals("users log-in"))
                .hasSize(6)
                .allSatisfy(entry -> assertThat(entry.detail()).contains("from 127.0.0.0/24, Java-http-client"));
    }

    @Test
    void eachPauseHasOneEntryWithTheCount() {
        Origin there = from("203.0.113.9");
        for (int i = 1; i <= 5; i++) {
            records.failed("ada", there, true, i < 5 ? NONE : Duration.ofSeconds(30));
        }
        for (int i = 0; i < 300; i++) {
            records.failed("ADA", there, false, Duration.ofSeconds(9));
        }
        records.failed("ada", there, true, Duration.ofMinutes(1));
        records.failed("ada", there, false, Duration.ofMinutes(1));
        application.clock().tick(Duration.ofMinutes(15));
        records.tell();
        records.tell();

        assertThat(told("users log-in failed"))
                .containsExactly(
                        "(not logged in) ada: 1 not looked at more; from 203.0.113.0/24",
                        "(not logged in) ada: 1 wrong password, 300 not looked at, then a pause of 60 seconds; from 203.0.113.0/24, curl",
                        "(not logged in) ada: 4 wrong passwords, then a pause of 30 seconds; from 203.0.113.0/24, curl",
                        "(not logged in) ada: 1 wrong password; from 203.0.113.0/24, curl");
    }

    @Test
    void aFloodFromManyNetworksEndsInOneEntryThatCounts() {
        for (int i = 0; i < 1000; i++) {
            records.failed("ada", from("10." + i / 250 + "." + i % 250 + ".1"), true, NONE);
            records.failed("ada", from("10." + i / 250 + "." + i % 250 + ".1"), true, NONE);
        }
        assertThat(told("users log-in failed")).hasSize(LogInRecords.MOST);
        records.close();

        assertThat(told("users log-in failed"))
                .hasSize(LogInRecords.MOST + 1)
                .first()
                .asString()
                .startsWith("(not logged in) (many): 1900 more since ");
    }

    @Test
    void whoIsLoggedInAndGuessesThePasswordIsTold() {
        application.clock().tick(Duration.ofDays(1));
        ConsoleVisitor again = application.user(Role.ADMIN);
        again.get("/console/account");
        again.post("/console/account", "password", "perhaps this one", "new", "mooring line and fog");

        assertThat(told("users log-in failed")).hasSize(1).first().asString().startsWith("ada ada: 1 wrong password;");
    }

    @Test
    void aBrowserIsToldInAFewWords() {
        assertThat(Origin.browser("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"))
                .isEqualTo("Firefox on Linux");
        assertThat(Origin.browser("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
                        + " Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0"))
                .isEqualTo("Edge on Windows");
        assertThat(Origin.browser("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko)"
                        + " Chrome/140.0.0.0 Mobile Safari/537.36"))
                .isEqualTo("Chrome on Android");
        assertThat(Origin.browser("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML,"
                        + " like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"))
                .isEqualTo("Safari on iOS");
        assertThat(Origin.browser("\u202E<b>bot\r\n" + "x".repeat(500)))
                .startsWith("b bot xxx")
                .hasSize(60);
        assertThat(Origin.browser(null)).isEqualTo("a browser without a name");
    }

    @Test
    void whoDecidesOnUsersEntersThePasswordAgainAfterFiveMinutes() {
        application.user(Role.OPERATOR);
        long id = application.bean(Users.class).get("maria").id();
        String path = "/console/users/" + id;
        assertThat(ada.page(path).select("input[type=password]")).isEmpty();
        application.clock().tick(Duration.ofMinutes(5));
        assertThat(ada.page(path).select("input[type=password]")).hasSize(2);

        for (String[] form : new String[][] {
            {path + "/link", "link-password"}, {path + "/role", "role-password", "role", "ADMIN"},
            {path + "/remove", "password"}, {"/console/users", "password", "name", "Eve", "role", "ADMIN"}
        }) {
            String[] fields = List.of(form).subList(2, form.length).toArray(String[]::new);
            var refused = ada.post(form[0], fields);
            assertThat(refused.statusCode()).as(form[0]).isEqualTo(422);
            assertThat(Jsoup.parse(refused.body())
                            .selectFirst("#" + form[1] + "-error")
                            .text())
                    .contains("Enter your password");
        }
        assertThat(ada.post(path + "/role", "role", "ADMIN", "password", "not this one")
                        .statusCode())
                .isEqualTo(422);
        assertThat(application.bean(Users.class).all())
                .extracting(user -> user.name() + user.role())
                .containsExactly("adaADMIN", "mariaOPERATOR");

        ada.submit(path + "/role", "role", "ADMIN", "password", ConsoleVisitor.PASSWORD);
        assertThat(application.bean(Users.class).get("maria").role()).isEqualTo(Role.ADMIN);
        assertThat(ada.submit(path + "/link").select("#link")).hasSize(1);
    }
}
