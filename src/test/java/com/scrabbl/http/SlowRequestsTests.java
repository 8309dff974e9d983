package com.scrabbl.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.scrabbl.people.Role;
import com.scrabbl.support.ConsoleVisitor;
import com.scrabbl.support.Database;
import com.scrabbl.support.RawHttp;
import com.scrabbl.support.TestApplication;
import com.scrabbl.support.Web;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Bodies that come in slowly take no thread, have a time, and are few of one network. */
@ExtendWith(OutputCaptureExtension.class)
class SlowRequestsTests {

    private static final int THREADS = 8;
    private static final String BEGINNING = "POST %s HTTP/1.1\r\nHost: localhost\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n";

    private final TestApplication first = TestApplication.on(Database.H2);
    private final List<Socket> open = new ArrayList<>();

    @AfterEach
    void hangUp() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
    }

    private TestApplication small(String... more) {
        List<String> settings = new ArrayList<>(List.of("--server.tomcat.threads.max=" + THREADS));
        settings.addAll(List.of(more));
        return first.anotherServing(settings.toArray(String[]::new));
    }

    @Test
    void manyHalfSentFormsKeepNobodyFromAPage() throws IOException {
        try (TestApplication application = small()) {
            for (int network = 1; network <= 10; network++) {
                for (int number = 0; number < 5; number++) {
                    String path = number == 0 ? "/unsubscribe/forged" : "/subscribe";
                    send(from("127.0." + network + ".7", application), BEGINNING.formatted(path, 26) + "List-Unsub");
                }
            }
            Web web = new Web(application.url());

            long begun = System.nanoTime();
            assertThat(web.get("/actuator/health").statusCode()).isEqualTo(200);
            assertThat(web.get("/subscribe").statusCode()).isEqualTo(200);
            assertThat(web.post(
                                    "/unsubscribe/forged",
                                    "application/x-www-form-urlencoded",
                                    "List-Unsubscribe=One-Click")
                            .statusCode())
                    .isEqualTo(404);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void aBodyThatTakesTooLongIsAnswered408() throws IOException {
        try (TestApplication application = small("--scrabbl.http.grace=1s")) {
            Socket slow = from("127.0.1.7", application);
            send(slow, BEGINNING.formatted("/subscribe", 100) + "email=");

            assertThat(rest(slow)).startsWith("HTTP/1.1 408");
        }
    }

    @Test
    void aHeadThatDripsIsCutOff() throws IOException {
        try (TestApplication application = small("--scrabbl.http.grace=1s")) {
            Socket slow = from("127.0.1.7", application);
            send(slow, "GET /subscribe HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Much: ");
            await().pollInterval(Duration.ofMillis(200)).until(() -> isCut(slow));

            Socket second = from("127.0.1.7", application);
            send(second, "GET /subscribe HTTP/1.1\r\nHost: localhost\r\n\r\n");
            answer(second);
            send(second, "GET /subscribe HTTP/1.1\r\nHost: localhost\r\nX-Much: ");
            await().pollInterval(Duration.ofMillis(200)).until(() -> isCut(second));
        }
    }

    @Test
    void aNetworkHasAShareOfTheConnections() throws IOException {
        try (TestApplication application = small("--scrabbl.http.per-network=2")) {
            for (int number = 0; number < 8; number++) {
                send(from("127.0.1." + (number + 7), application), "GET /");
            }
            String whole = "GET /subscribe HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            Socket ninth = from("127.0.1.99", application);
            await().until(() -> isCut(ninth));
            Socket other = from("127.0.2.7", application);
            send(other, whole);
            assertThat(rest(other)).startsWith("HTTP/1.1 200");

            open.get(0).close();
            await().untilAsserted(() -> {
                Socket again = from("127.0.1.7", application);
                send(again, whole);
                assertThat(rest(again)).startsWith("HTTP/1.1 200");
            });
        }
    }

    /** Whether the other side has ended it, however it goes on dripping. */
    private static boolean isCut(Socket socket) {
        try {
            socket.getOutputStream().write('x');
            socket.setSoTimeout(50);
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void aFileThatComesInTooSlowlyIsGivenUp(CapturedOutput log) throws IOException {
        try (TestApplication application = small("--scrabbl.http.grace=1s", "--scrabbl.http.least-rate=100KB")) {
            first.user(Role.ADMIN);
            ConsoleVisitor ada = new ConsoleVisitor(application.url()).logIn("ada");
            Socket slow = from("127.0.1.7", application);
            send(
                    slow,
                    "POST /console/import/upload HTTP/1.1\r\nHost: localhost\r\nCookie: scrabbl-console="
                            + ada.session()
                            + "\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 500000\r\n\r\n"
                            + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"list.csv\"\r\n\r\n");
            await().pollInterval(Duration.ofMillis(100)).until(() -> {
                if (!isAnswered(slow)) {
                    send(slow, "x");
                }
                return isAnswered(slow);
            });

            assertThat(rest(slow)).startsWith("HTTP/1.1 400");
            assertThat(log.getAll()).doesNotContain("Exception");
        }
    }

    @Test
    void aNetworkHasItsShareAndOthersTheirs() throws IOException {
        try (TestApplication application = small("--scrabbl.http.per-network=2")) {
            List<Socket> three = new ArrayList<>();
            for (int number = 0; number < 3; number++) {
                three.add(from("127.0.1." + (number + 7), application));
                send(three.get(number), BEGINNING.formatted("/subscribe", 6));
            }
            // Two wait for their bodies, and one is refused at once: which one, the server's threads decide.
            Socket refused = await().until(
                            () -> three.stream()
                                    .filter(SlowRequestsTests::isAnswered)
                                    .findFirst(),
                            Optional::isPresent)
                    .orElseThrow();
            assertThat(rest(refused)).startsWith("HTTP/1.1 429").contains("Retry-After: 2");
            three.remove(refused);
            Socket other = from("127.0.2.7", application);
            send(other, BEGINNING.replace("Host", "Connection: close\r\nHost").formatted("/subscribe", 7) + "email=x");
            assertThat(rest(other)).startsWith("HTTP/1.1 422");

            three.get(0).close();
            send(three.get(1), "email=");
            assertThat(new String(three.get(1).getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 422");
        }
    }

    @Test
    void aFormIsReadAsItWasSentHoweverItComes() throws IOException {
        try (TestApplication application = small()) {
            Socket pieces = from("127.0.1.7", application);
            send(pieces, BEGINNING.formatted("/subscribe", 33));
            for (String piece : List.of("ema", "il=robin%", "40harbour", ".exampl", "e&x=y")) {
                send(pieces, piece);
            }
            String first = answer(pieces);
            send(
                    pieces,
                    "POST /subscribe HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n"
                            + "Content-Type: application/x-www-form-urlencoded\r\n\r\n6\r\nemail=\r\n");
            send(pieces, "5\r\nmarta\r\n0\r\n\r\n");
            String second = rest(pieces);

            assertThat(first).startsWith("HTTP/1.1 422").contains("robin@harbour.example");
            assertThat(second).contains("HTTP/1.1 422", "value=\"marta\"");
        }
    }

    @Test
    void whoWaitsToBeToldToGoOnIsTold() throws IOException {
        Socket patient = from("127.0.1.7", first);
        send(
                patient,
                BEGINNING
                        .replace("Host", "Expect: 100-continue\r\nConnection: close\r\nHost")
                        .formatted("/subscribe", 7));
        byte[] told = patient.getInputStream().readNBytes(12);
        send(patient, "email=x");

        assertThat(new String(told, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 100");
        assertThat(rest(patient)).contains("HTTP/1.1 422");
    }

    @Test
    void aBodyThatIsTooLargeIsToldSo() {
        for (int size : List.of(100_000, 1_000_000)) {
            assertThat(RawHttp.status(
                            RawHttp.post(first.url(), "/subscribe", "email=" + "x".repeat(size), "Host: localhost")))
                    .isEqualTo(413);
        }
    }

    @Test
    void aQuestionAboutTheServerItselfGetsThePlainAnswerToo() {
        for (String line : List.of("OPTIONS *", "CONNECT localhost:25", "CONNECT /")) {
            String answer = RawHttp.ask(first.url(), line, "Host: localhost");

            assertThat(RawHttp.status(answer)).as(line).isEqualTo(405);
            assertThat(RawHttp.header(answer, "Allow")).as(line).isEqualTo("GET, HEAD, POST");
        }
    }

    private Socket from(String address, TestApplication application) throws IOException {
        Socket socket = new Socket();
        open.add(socket);
        socket.bind(new InetSocketAddress(InetAddress.getByName(address), 0));
        socket.setSoTimeout(10_000);
        socket.setTcpNoDelay(true);
        socket.connect(
                new InetSocketAddress("127.0.0.1", URI.create(application.url()).getPort()), 10_000);
        return socket;
    }

    private static boolean isAnswered(Socket socket) {
        try {
            return socket.getInputStream().available() > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String rest(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** The answer of a connection that goes on. */
    private static String answer(Socket socket) throws IOException {
        StringBuilder text = new StringBuilder();
        while (!text.toString().contains("</html>")) {
            byte[] piece = new byte[8_192];
            int read = socket.getInputStream().read(piece);
            if (read < 0) {
                throw new AssertionError("The connection ended after: " + text);
            }
            text.append(new String(piece, 0, read, StandardCharsets.UTF_8));
        }
        // The end of a chunked answer.
        socket.getInputStream().readNBytes(socket.getInputStream().available());
        return text.toString();
    }
}
