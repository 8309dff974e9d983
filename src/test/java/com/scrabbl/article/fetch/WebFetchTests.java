package com.scrabbl.article.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scrabbl.article.TestSite;
import com.scrabbl.support.DeadPort;
import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.Deflater;
import java.util.zip.DeflaterInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.util.unit.DataSize;

@Timeout(10)
class WebFetchTests {

    private final TestSite site = new TestSite();
    private final ArticlesProperties limits = new ArticlesProperties(
            Duration.ofSeconds(2),
            Duration.ofSeconds(1),
            DataSize.ofMegabytes(10),
            Duration.ZERO,
            "",
            List.of("."),
            List.of("LocalHost."));
    private final WebFetch fetch = new WebFetch(limits, new ConfinedPlaces(limits, new StandardEnvironment()));

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void contentComesWithTypePlaceAndValidators() {
        String url = site.at("/feed", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/xml; charset=utf-8");
            exchange.getResponseHeaders().set("ETag", "\"v1\"");
            exchange.getResponseHeaders().set("Last-Modified", "Tue, 24 Nov 2026 05:00:00 GMT");
            TestSite.body(exchange, "text".getBytes(StandardCharsets.UTF_8));
        });

        Content content = fetch(url);

        assertThat(content.bytes()).asString().isEqualTo("text");
        assertThat(content.contentType()).isEqualTo("text/xml; charset=utf-8");
        assertThat(content.location()).hasToString(url);
        assertThat(content.validators()).isEqualTo(new Validators("\"v1\"", "Tue, 24 Nov 2026 05:00:00 GMT"));
    }

    @Test
    void knownVersionIsAskedForAndNotModifiedIsNothing() {
        String url = site.at("/feed", TestSite.status(304));

        assertThat(fetch.fetch(url, true, false, new Validators("\"v1\"", "Tue, 24 Nov 2026 05:00:00 GMT"))
                        .content())
                .isNull();
        assertThat(site.requests().get(0).getFirst("If-None-Match")).isEqualTo("\"v1\"");
        assertThat(site.requests().get(0).getFirst("If-Modified-Since")).isEqualTo("Tue, 24 Nov 2026 05:00:00 GMT");
    }

    @Test
    void serverSaysForHowLongItsAnswerIsFreshUpToAnHour() {
        String expires = "Tue, 24 Nov 2026 05:10:00 GMT";
        assertThat(freshness(Map.of("Cache-Control", "public, max-age=600", "Age", "60", "Expires", expires)))
                .isEqualTo(Duration.ofMinutes(9));
        assertThat(freshness(Map.of("Cache-Control", "max-age=99999999"))).isEqualTo(Duration.ofHours(1));
        assertThat(freshness(Map.of("Cache-Control", "no-cache, max-age=600"))).isZero();
        assertThat(freshness(Map.of("Date", "Tue, 24 Nov 2026 05:00:00 GMT", "Expires", expires)))
                .isEqualTo(Duration.ofMinutes(10));
        assertThat(freshness(Map.of("Date", expires, "Expires", "0"))).isZero();
        assertThat(freshness(Map.of())).isZero();
    }

    private static Duration freshness(Map<String, String> headers) {
        Map<String, List<String>> lists = new HashMap<>();
        headers.forEach((name, value) -> lists.put(name, List.of(value)));
        return Freshness.of(HttpHeaders.of(lists, (name, value) -> true));
    }

    @Test
    void compressedContentIsUnpacked() {
        String url = site.at("/feed", exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            TestSite.body(exchange, zipped("text".getBytes(StandardCharsets.UTF_8)));
        });

        assertThat(fetch(url).bytes()).asString().isEqualTo("text");
        assertThat(site.requests().get(0).getFirst("Accept-Encoding")).isEqualTo("gzip");
    }

    @Test
    void deflatedContentIsUnpackedWithAndWithoutItsFrame() {
        for (boolean bare : new boolean[] {false, true}) {
            String url = site.at("/deflated-" + bare, exchange -> {
                exchange.getResponseHeaders().set("Content-Encoding", "deflate");
                TestSite.body(
                        exchange,
                        new DeflaterInputStream(
                                        new ByteArrayInputStream("text".getBytes(StandardCharsets.UTF_8)),
                                        new Deflater(9, bare))
                                .readAllBytes());
            });

            assertThat(fetch(url).bytes()).asString().isEqualTo("text");
        }
    }

    @Test
    void onlyPermanentRedirectsAreToldToBeRemembered() {
        site.at("/c", TestSite.text("text/xml", "moved"));
        site.at("/b", TestSite.redirect("/c"));

        assertThat(fetch(site.at("/a", TestSite.movedForGood("/b"))).movedTo()).isEqualTo(site.url("/b"));
        assertThat(fetch(site.url("/b")).movedTo()).isNull();
        assertThat(fetch(site.url("/c")).movedTo()).isNull();
    }

    @Test
    void redirectIsFollowedAndTheLastAddressTold() {
        String target = site.at("/new", TestSite.text("text/xml", "moved"));
        String url = site.at("/old", TestSite.redirect("/new"));

        assertThat(fetch(url).bytes()).asString().isEqualTo("moved");
        assertThat(fetch(url).location()).hasToString(target);
    }

    @Test
    void errorOfTheServerIsTold() {
        assertFails(site.at("/gone", TestSite.status(404)), "the server answered 404 Not Found.");
        assertFails(site.at("/broken", TestSite.status(500)), "the server answered 500 Internal Server Error.");
    }

    @Test
    void endlessRedirectEnds() {
        assertFails(site.at("/loop", TestSite.redirect("/loop")), "it redirects more than 5 times.");
        assertThat(site.requests()).hasSize(6);
    }

    @Test
    void redirectToAnotherSchemeIsRefused() {
        assertFails(
                site.at("/file", TestSite.redirect("file:///etc/passwd")),
                "only http and https are fetched, not file:///etc/passwd.");
    }

    @Test
    void serverThatNeverAnswersIsLeft() {
        assertFails(site.at("/silent", exchange -> pause(5000)), "no complete answer came within 1 s.");
    }

    @Test
    void serverThatDripsBytesIsLeft() {
        String url = site.at("/drip", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            for (int i = 0; i < 100; i++) {
                out.write('x');
                out.flush();
                pause(100);
            }
        });

        assertFails(url, "no complete answer came within 1 s.");
    }

    @Test
    void fiftyMegabytesAreBrokenOff() {
        String url = site.at("/large", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            sendZeros(exchange, 50);
        });

        assertFails(url, "it is larger than 10 MB.");
    }

    @Test
    void bombIsBrokenOffWhileItUnpacks() throws IOException {
        byte[] bomb = zipped(new byte[50 << 20]);
        String url = site.at("/bomb", exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            TestSite.body(exchange, bomb);
        });

        assertFails(url, "it is larger than 10 MB.");
    }

    @Test
    void refusedConnectionAndUnknownHostAreTold() throws IOException {
        try (DeadPort port = new DeadPort()) {
            assertFails("http://127.0.0.1:" + port.port() + "/feed", "the connection was refused.");
        }
        assertFails("http://no-such-host.invalid/feed", "there is no host of that name.");
    }

    @Test
    void privateAddressIsRefusedUnlessTrusted() {
        String url = site.at("/feed", TestSite.text("text/xml", "inside"));

        assertThat(fetch(url).bytes()).asString().isEqualTo("inside");
        assertThatThrownBy(() -> fetch.fetch(url, false, false, Validators.NONE))
                .isInstanceOf(FetchException.class)
                .hasMessage(
                        url
                                + ": 127.0.0.1 lies in a private network (127.0.0.1). If that is yours, declare the source trusted in"
                                + " its newsletter's settings; from the console this takes the host in scrabbl.articles.private-hosts.");
        assertThatThrownBy(() -> fetch.fetch(url.replace("127.0.0.1", "localhost"), false, false, Validators.NONE))
                .hasMessageContaining("localhost lies in a private network");
        assertThat(site.requests()).hasSize(1);
    }

    @Test
    void passwordInUrlIsRefusedAndNotRepeated() {
        assertThatThrownBy(() -> fetch("http://ada:secret@127.0.0.1/feed"))
                .hasMessage("http://127.0.0.1/feed: a user or password in a URL is refused.");
    }

    @Test
    void aConfinedSourceReachesThePrivateHostsOfTheSettingsAndNoOtherByARedirect() {
        String local = site.at("/local", TestSite.text("text/xml", "news")).replace("127.0.0.1", "localhost");
        String away = site.at("/away", TestSite.redirect(local.replace("localhost", "127.0.0.1")));

        assertThat(fetch.fetch(local, true, true, Validators.NONE).content()).isNotNull();
        assertThatThrownBy(() -> fetch.fetch(local, false, true, Validators.NONE))
                .isInstanceOf(FetchException.class);
        assertThatThrownBy(() -> fetch.fetch(away.replace("127.0.0.1", "localhost"), true, true, Validators.NONE))
                .isInstanceOf(FetchException.class)
                .hasMessageContaining("scrabbl.articles.private-hosts");
    }

    private Content fetch(String url) {
        return Objects.requireNonNull(
                fetch.fetch(url, true, false, Validators.NONE).content());
    }

    private void assertFails(String url, String cause) {
        assertThatThrownBy(() -> fetch(url)).isInstanceOf(FetchException.class).hasMessage(url + ": " + cause);
    }

    private static byte[] zipped(byte[] bytes) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(bytes);
        }
        return zipped.toByteArray();
    }

    private static void sendZeros(HttpExchange exchange, int megabytes) throws IOException {
        for (int i = 0; i < megabytes; i++) {
            exchange.getResponseBody().write(new byte[1 << 20]);
        }
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
