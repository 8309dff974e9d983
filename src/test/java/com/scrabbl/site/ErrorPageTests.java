package com.scrabbl.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.support.Database;
import com.scrabbl.support.Html;
import com.scrabbl.support.TestApplication;
import com.scrabbl.support.Web;
import freemarker.cache.MultiTemplateLoader;
import freemarker.cache.StringTemplateLoader;
import freemarker.cache.TemplateLoader;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.servlet.view.freemarker.FreeMarkerConfigurer;

/** What cannot be answered is answered in the look of a page, in the reader's language, and tells nothing of the inside. */
class ErrorPageTests {

    private static final int NONSENSE = 1_000;

    private final TestApplication application = TestApplication.on(Database.H2);
    private final Web web = new Web(application.url());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET    | /nothing             | 404 | There is no page here           | Hier ist keine Seite
            POST   | /archive             | 403 | This was not accepted           | Das wurde nicht angenommen
            GET    | /archive?before=%FF  | 400 | That can’t be answered          | Darauf gibt es keine Antwort
            GET    | //archive            | 400 | That can’t be answered          | Darauf gibt es keine Antwort
            TRACE  | /                    | 405 | This page can’t be used like that | So lässt sich diese Seite nicht benutzen
            """)
    void speaksTheReadersLanguage(String method, String path, int status, String english, String german) {
        HttpResponse<String> first = web.send(method, path);
        String query = path.contains("?") ? "&lang=de" : "?lang=de";
        HttpResponse<String> second = web.send(method, path + query);

        assertThat(first.statusCode()).isEqualTo(status);
        assertThat(second.statusCode()).isEqualTo(status);
        assertThat(Jsoup.parse(first.body()).select("h1").text()).isEqualTo(english);
        assertThat(Jsoup.parse(second.body()).select("h1").text()).isEqualTo(german);
        assertThat(Html.mistakes(second.body())).isEmpty();
        assertThat(second.body()).doesNotContain("Exception", "org.spring", "apache");
        assertThat(first.headers().map()).doesNotContainKey("set-cookie");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%", "/a%00b", "/../../etc/passwd", "/archive/a%2Fb", "/{x}", "no path"})
    void whatIsNoAddressGetsAPageToo(String address) throws IOException {
        String answer = raw("GET " + address + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400");
        assertThat(answer).doesNotContain("Tomcat", "Exception", "HTTP Status");
        if (answer.contains("<html")) {
            assertThat(answer)
                    .contains("Content-Security-Policy: default-src 'none'", "X-Content-Type-Options: nosniff");
            String page = answer.substring(answer.indexOf("<!DOCTYPE"));
            assertThat(page).contains("That can’t be answered", "Darauf gibt es keine Antwort", "/assets/site.css");
        }
    }

    /** As what asks for a page in a terminal does. */
    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/json", "text/html"})
    void aPageThatBreaksIsAPageToEverybodyAndKeptByNobody(String accepted) {
        FreeMarkerConfigurer pages = application.bean(FreeMarkerConfigurer.class);
        TemplateLoader whole = pages.getConfiguration().getTemplateLoader();
        StringTemplateLoader broken = new StringTemplateLoader();
        broken.putTemplate("site/front.ftlh", "<p>${nothing.of.that.kind}");
        pages.getConfiguration().setTemplateLoader(new MultiTemplateLoader(new TemplateLoader[] {broken, whole}));
        try {
            HttpResponse<String> answer = web.get("/", "Accept", accepted);

            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store");
            assertThat(answer.headers().firstValue("Content-Type")).contains("text/html;charset=UTF-8");
            assertThat(Jsoup.parse(answer.body()).select("h1").text()).isEqualTo("That did not work");
            assertThat(answer.body()).doesNotContain("nothing.of.that.kind");
            assertThat(web.get("/nothing", "Accept", accepted).body()).contains("<h1>There is no page here</h1>");
        } finally {
            pages.getConfiguration().setTemplateLoader(whole);
        }
    }

    @Test
    void nonsenseLeavesOthersServed() throws Exception {
        ExecutorService crowd = Executors.newFixedThreadPool(16);
        try {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int number = 0; number < NONSENSE; number++) {
                String path = "/" + Integer.toHexString(number * 31) + "/x?lang=" + number;
                String method = List.of("GET", "POST", "PUT", "DELETE").get(number % 4);
                answers.add(crowd.submit(() -> web.send(method, path).statusCode()));
            }
            for (int visit = 0; visit < 5; visit++) {
                assertThat(web.get("/").statusCode()).isEqualTo(200);
            }
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isIn(403, 404, 405);
            }
        } finally {
            crowd.shutdownNow();
        }
    }

    private String raw(String request) throws IOException {
        URI site = URI.create(application.url());
        try (Socket socket = new Socket(site.getHost(), site.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
