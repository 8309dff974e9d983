package com.scrabbl.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.people.Role;
import com.scrabbl.support.ConsoleVisitor;
import com.scrabbl.support.Database;
import com.scrabbl.support.RawHttp;
import com.scrabbl.support.TestApplication;
import com.scrabbl.support.Web;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A request that is refused is one sentence in the log and one more in a figure, and shows nothing of the inside. */
@ExtendWith(OutputCaptureExtension.class)
class RefusedRequestsTests {

    private final TestApplication application = TestApplication.on(Database.H2);
    private final Web web = new Web(application.url());

    @BeforeEach
    void asAServerLogs() {
        LoggingSystem.get(getClass().getClassLoader()).setLogLevel("com.scrabbl.http", LogLevel.INFO);
        LoggerFactory.getLogger(getClass()).debug("The first line sets the level");
    }

    @Test
    void eachIsCountedByItsReason(CapturedOutput log) {
        double malformed = refused("malformed");
        double forbidden = refused("forbidden");
        double methods = refused("method");

        RawHttp.ask(application.url(), "GET /%", "Host: localhost");
        RawHttp.ask(application.url(), "GET no-path", "Host: localhost");
        RawHttp.post(application.url(), "/archive/secret-token", "x=y", "Host: localhost");
        RawHttp.ask(application.url(), "PROPFIND /preferences/secret-token", "Host: localhost");

        assertThat(refused("malformed")).isEqualTo(malformed + 2);
        assertThat(refused("forbidden")).isEqualTo(forbidden + 1);
        assertThat(refused("method")).isEqualTo(methods + 1);
        assertThat(log.getAll())
                .contains(
                        "from 127.0.0.0/24 (400): it cannot be read",
                        "Refused POST of /archive/… from 127.0.0.0/24 (403): it came from no form of ours",
                        "Refused a request of /preferences/… from 127.0.0.0/24 (405): nothing here is used by that method")
                .doesNotContain("secret-token", "PROPFIND");
    }

    @Test
    void aHeadOrBodyThatContradictsItselfIsAnsweredInOneLine(CapturedOutput log) {
        // Of one reason there are ten lines a minute: the other stories here need theirs.
        try (TestApplication another = application.anotherServing()) {
            String url = another.url();
            for (String length : List.of("-5", "+5", "99999999999999999999", "5\r\nContent-Length: 6")) {
                assertThat(RawHttp.status(
                                RawHttp.ask(url, "POST /subscribe", "Host: localhost", "Content-Length: " + length)))
                        .as(length)
                        .isEqualTo(400);
            }
            assertThat(RawHttp.status(
                            RawHttp.ask(url, "POST /subscribe", "Host: localhost", "Transfer-Encoding: gzip")))
                    .isEqualTo(501);
            assertThat(RawHttp.status(RawHttp.ask(url, "POST /subscribe", "Host: localhost", "Expect: 200-word")))
                    .isEqualTo(417);
            assertThat(RawHttp.status(RawHttp.send(
                            url,
                            "POST /subscribe HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                                    + "Content-Type: application/x-www-form-urlencoded\r\n"
                                    + "Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n")))
                    .isEqualTo(400);

            assertThat(refused(another, "malformed")).isEqualTo(7);
            assertThat(log.getAll()).doesNotContain("Exception", "\tat ");
        }
    }

    @Test
    void noneNamesAClassOrAStatement(CapturedOutput log) {
        ConsoleVisitor ada = application.user(Role.ADMIN);
        for (String path : List.of(
                "/console/runs/abc",
                "/console/runs/99999999999999999999",
                "/console/runs?before=%00",
                "/console/articles?source=x",
                "/console/articles?after=2026",
                "/console/subscribers/%F0%28%8C%28",
                "/console/editions/daily/tomorrow",
                "/archive?before=" + "9".repeat(400),
                "/archive/daily/9999-99-99T99:99:99Z")) {
            assertThat(ada.get(path).body()).as(path).doesNotContain("Exception", "org.spring", "SELECT ");
        }
        ada.get("/console/newsletters/new");
        for (String path : List.of(
                "/console/newsletters",
                "/console/newsletters/new",
                "/console/users",
                "/console/providers",
                "/console/subscribers/1/edit",
                "/console/schedule/pause",
                "/console/articles/1/correction")) {
            String body = ada.post(path, "page", "x", "role", "KING", "until", "never", "id", "-")
                    .body();
            assertThat(body).as(path).doesNotContain("Exception", "org.spring", "SELECT ");
        }
        web.post("/subscribe", "application/json", "{");
        web.post("/subscribe", "multipart/form-data", "no boundary");
        web.post("/subscribe", "application/x-www-form-urlencoded", "email=%zz");
        web.post("/subscribe", "application/x-www-form-urlencoded", "email=" + "x".repeat(100_000));

        assertThat(log.getAll()).doesNotContain("Exception", "org.springframework", "org.apache", "SELECT ");
    }

    private double refused(String reason) {
        return refused(application, reason);
    }

    private static double refused(TestApplication where, String reason) {
        return where.bean(MeterRegistry.class)
                .get("scrabbl.requests.refused")
                .tag("reason", reason)
                .functionCounter()
                .count();
    }
}
