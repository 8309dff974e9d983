package com.scrabbl.cli;

import static com.scrabbl.support.Faults.says;
import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.ScrabblApplication;
import com.scrabbl.audit.Audit;
import com.scrabbl.people.OneTimeLinks;
import com.scrabbl.people.Role;
import com.scrabbl.people.Users;
import com.scrabbl.support.ConsoleVisitor;
import com.scrabbl.support.Database;
import com.scrabbl.support.Execution;
import com.scrabbl.support.FaultyRelay;
import com.scrabbl.support.FaultyRelay.At;
import com.scrabbl.support.NewsletterTester;
import com.scrabbl.support.TestApplication;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** No secret is written anywhere: each has a mark of its own here, and everything that comes out is searched for them. */
@ExtendWith(OutputCaptureExtension.class)
class SecretsTests {

    private static final String SIGNING = "Zq7SigningKeyZq7Zq7";
    private static final String RELAY = "Zq7RelayWordZq7";
    private static final String SECOND_RELAY = "Zq7SecondRelayWordZq7";
    private static final String DATABASE = "Zq7DatabaseWordZq7";
    private static final String OTHER_DATABASE = "Zq7OtherDatabaseWordZq7";
    private static final String TYPED = "Zq7 typed barge lantern";
    private static final String CHOSEN = "Zq7 chosen kettle violin";

    private final List<String> written = new ArrayList<>();
    private final List<String> secrets = new ArrayList<>(
            List.of(SIGNING, RELAY, SECOND_RELAY, DATABASE, OTHER_DATABASE, TYPED, CHOSEN, plain(SECOND_RELAY)));

    @TempDir
    private Path folder;

    /** What AUTH PLAIN sends (RFC 4616), which a relay may repeat in its answer. */
    private static String plain(String password) {
        return Base64.getEncoder().encodeToString(("\0desk\0" + password).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void noneIsInALogAPageAnAnswerTheAuditOrTheProcessList(CapturedOutput log) throws IOException {
        TestApplication first = TestApplication.on(Database.H2);
        try (FaultyRelay relay = new FaultyRelay()
                        .offering("AUTH PLAIN")
                        .when(
                                moment -> moment.at() == At.AUTH,
                                says("535 5.7.8 wrong: " + SECOND_RELAY + " " + plain(SECOND_RELAY)));
                TestApplication application = first.anotherServing(
                        "--scrabbl.secret=" + SIGNING,
                        "--spring.mail.port=" + relay.port(),
                        "--spring.mail.username=desk",
                        "--spring.mail.password=" + RELAY,
                        "--scrabbl.delivery.relays[0].name=one",
                        "--scrabbl.delivery.relays[0].host=127.0.0.1",
                        "--scrabbl.delivery.relays[0].port=" + relay.port(),
                        "--scrabbl.delivery.relays[0].username=desk",
                        "--scrabbl.delivery.relays[0].password=" + SECOND_RELAY,
                        "--management.endpoints.web.exposure.include=*")) {
            NewsletterTester newsletter = new NewsletterTester(first, folder)
                    .published("Tide barrier opens")
                    .declared()
                    .subscribed("anna@reader.example");
            assertThat(newsletter).isNotNull();
            run(application, "send", "daily");
            run(application, "runs");
            run(application, "send", "daily", "--test-to", "anna@reader.example");
            run(application, "users", "add", "ben", "--role", "operator");
            logIns(application);
            pages(application);
            run(application, "audit", "list");
        }
        database();
        written.add(log.getAll());
        ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine().orElse(""))
                .forEach(written::add);

        assertThat(around("535 5.7.8 wrong")).as("what the relay said").isNotEmpty();
        assertThat(around("ada")).as("the audit").isNotEmpty();
        SoftAssertions all = new SoftAssertions();
        for (String secret : secrets) {
            all.assertThat(around(secret)).as(secret).isEmpty();
        }
        all.assertAll();
    }

    /** Where this text was written. */
    private List<String> around(String text) {
        return written.stream()
                .filter(all -> all.contains(text))
                .map(all -> {
                    int at = all.indexOf(text);
                    return all.substring(Math.max(0, at - 100), Math.min(all.length(), at + text.length() + 100));
                })
                .toList();
    }

    private void run(TestApplication application, String... command) {
        Execution execution = application.run(command);
        written.add(execution.out() + execution.err());
    }

    private void logIns(TestApplication application) {
        ConsoleVisitor ada = application.user(Role.ADMIN);
        written.add(new ConsoleVisitor(application.url()).logIn("ada", TYPED).body());
        // A password in the field of the name.
        written.add(new ConsoleVisitor(application.url())
                .logIn(TYPED, "x")
                .body()
                .replace("value=\"" + TYPED + "\"", "(the field as it was typed)"));
        ada.get("/console/account");
        written.add(
                ada.post("/console/account", "password", TYPED, "new", CHOSEN).body());
        ada.get("/console/account");
        written.add(ada.post("/console/account", "password", ConsoleVisitor.PASSWORD, "new", CHOSEN)
                .body());
        secrets.add(ada.session());
        String link = application
                .bean(OneTimeLinks.class)
                .create(application.bean(Users.class).find("ben").orElseThrow())
                .secret();
        secrets.add(link);
        ConsoleVisitor ben = new ConsoleVisitor(application.url());
        ben.get("/console/welcome/" + link);
        written.add(
                ben.post("/console/welcome/" + link, "password", "short").body().replace(link, "(its own address)"));
        ben.get("/console/welcome/" + link);
        ben.post("/console/welcome/" + link, "password", CHOSEN);
        written.add(ben.get("/console/welcome/" + link).body().replace(link, "(its own address)"));
    }

    private void pages(TestApplication application) {
        ConsoleVisitor ada = new ConsoleVisitor(application.url());
        ada.logIn("ada", CHOSEN);
        secrets.add(ada.session());
        Stream.of("", "/runs", "/audit", "/users", "/nothing", "/runs/0", "/articles?day=x")
                .forEach(page -> written.add(ada.get("/console" + page).body()));
        Stream.of(
                        "",
                        "/health",
                        "/prometheus",
                        "/env",
                        "/configprops",
                        "/beans",
                        "/mappings",
                        "/loggers",
                        "/threaddump")
                .forEach(page -> written.add(ada.get("/actuator" + page).body()));
        Stream.of("/unsubscribe/%00", "/nothing?password=x", "/preferences/forged", "/error")
                .forEach(page -> written.add(ada.get(page).body()));
    }

    /** A database that is not there, and one that has another password. */
    private void database() {
        failed("jdbc:postgresql://127.0.0.1:1/list", DATABASE);
        failed("jdbc:postgresql://127.0.0.1:1/list?user=desk&password=" + OTHER_DATABASE, DATABASE);
        String url = "jdbc:h2:file:" + folder.resolve("data/list")
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";
        try (Application application = application(url, DATABASE)) {
            application.bean(Audit.class);
        }
        failed(url, OTHER_DATABASE);
        try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".db")).toList()) {
                written.add(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void failed(String url, String password) {
        try (Application application = application(url, password)) {
            application.bean(Audit.class);
            throw new AssertionError("It started with " + url);
        } catch (RuntimeException e) {
            written.add(Failure.of(e).sentence());
        }
    }

    private static Application application(String url, String password) {
        return new Application(
                ScrabblApplication.class,
                List.of(
                        "--spring.datasource.url=" + url,
                        "--spring.datasource.username=desk",
                        "--spring.datasource.password=" + password,
                        "--spring.datasource.hikari.connection-timeout=1000"));
    }
}
