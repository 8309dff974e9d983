package com.scrabbl.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scrabbl.support.Database;
import com.scrabbl.support.RawHttp;
import com.scrabbl.support.TestApplication;
import java.net.ConnectException;
import java.net.Socket;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;

/** Figures and the parts of health are for this machine, which is the connection's peer and never what a header says. */
class SenderTests {

    private static final String HERE = "Host: 127.0.0.1";

    private static final List<String> PASSED_ON = List.of(
            "X-Forwarded-For: 127.0.0.1, 10.0.0.5",
            "X-Forwarded-For: 127.0.0.1",
            "X-Forwarded-Host: localhost",
            "X-Forwarded-Proto: https",
            "Forwarded: for=127.0.0.1",
            "X-Real-IP: 127.0.0.1",
            "Via: 1.1 proxy",
            "True-Client-IP: 127.0.0.1",
            "cf-connecting-ip: ::1");

    private final TestApplication first = TestApplication.on(Database.H2);

    @Test
    void withoutForwardedHeaders() {
        onlyThisMachineSeesMoreThanTheStatus(first.url());
    }

    @Test
    void withForwardedHeadersReadByTheServer() {
        try (TestApplication application = first.anotherServing("--server.forward-headers-strategy=native")) {
            onlyThisMachineSeesMoreThanTheStatus(application.url());
        }
    }

    @Test
    void withForwardedHeadersReadBySpring() {
        try (TestApplication application = first.anotherServing("--server.forward-headers-strategy=framework")) {
            onlyThisMachineSeesMoreThanTheStatus(application.url());
        }
    }

    private static void onlyThisMachineSeesMoreThanTheStatus(String url) {
        SoftAssertions all = new SoftAssertions();
        for (String here : List.of(HERE, "Host: localhost:8080", "Host: [::1]:8080")) {
            all.assertThat(RawHttp.ask(url, "GET /actuator/health", here))
                    .as(here)
                    .contains("\"components\"");
            all.assertThat(RawHttp.status(RawHttp.ask(url, "GET /actuator/prometheus", here)))
                    .as(here)
                    .isEqualTo(200);
            all.assertThat(RawHttp.status(RawHttp.ask(url, "HEAD /actuator/prometheus", here)))
                    .as(here)
                    .isEqualTo(200);
        }
        for (String header : PASSED_ON) {
            isAnybody(all, url, header, HERE, header);
        }
        isAnybody(all, url, "a proxy that tells of itself by the host alone", "Host: news.example.org");
        all.assertAll();
    }

    private static void isAnybody(SoftAssertions all, String url, String who, String... headers) {
        all.assertThat(RawHttp.status(RawHttp.ask(url, "GET /actuator/prometheus", headers)))
                .as(who)
                .isEqualTo(404);
        for (String path : List.of("/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness")) {
            String answer = RawHttp.ask(url, "GET " + path, headers);
            all.assertThat(answer.substring(answer.indexOf('{'), answer.lastIndexOf('}') + 1))
                    .as(who + ": " + path)
                    .matches("\\{\"status\":\"[A-Z]+\"}");
        }
    }

    @Test
    void aManagementPortServesHealthAndFiguresAndNothingElse() {
        try (TestApplication application = first.anotherServing("--management.server.port=0")) {
            int port = application.bean(Environment.class).getRequiredProperty("local.management.port", Integer.class);
            String management = "http://127.0.0.1:" + port;

            assertThat(RawHttp.ask(management, "GET /actuator/health", "Host: scrabbl.internal"))
                    .contains("\"components\"");
            assertThat(RawHttp.ask(management, "GET /actuator/prometheus", "Host: scrabbl.internal"))
                    .contains("scrabbl_requests_refused_total");
            for (String line : List.of(
                    "GET /", "GET /console/login", "GET /console", "GET /archive", "GET /actuator/env", "GET /error")) {
                assertThat(RawHttp.status(RawHttp.ask(management, line, HERE)))
                        .as(line)
                        .isEqualTo(404);
            }
            for (String line : List.of("POST /console/login", "POST /actuator/health", "POST /unsubscribe/forged")) {
                assertThat(RawHttp.status(RawHttp.ask(management, line, HERE, "Content-Length: 0")))
                        .as(line)
                        .isIn(403, 404);
            }
            for (String line : List.of("OPTIONS /actuator/health", "PROPFIND /", "TRACE /actuator/health")) {
                assertThat(RawHttp.status(RawHttp.ask(management, line, HERE)))
                        .as(line)
                        .isEqualTo(405);
            }
            for (String path : List.of("/actuator/health", "/actuator/prometheus")) {
                assertThat(RawHttp.status(RawHttp.ask(application.url(), "GET " + path, HERE)))
                        .as(path + " where pages are served")
                        .isEqualTo(404);
            }
            assertThatThrownBy(() -> new Socket("127.0.0.2", port).close())
                    .as("it listens on 127.0.0.1 alone")
                    .isInstanceOf(ConnectException.class);
        }
    }
}
