package com.scrabbl.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * 2,000 visitors who send and take at a few octets a second, beside mail providers who have readers leave by one click, 50 a
 * second, and a monitor that asks for health, for two minutes. The product has 256 MB.
 */
@Proof
@Isolated
class SlowCrowdTests {

    private static final int VISITORS = 2_000;
    private static final int CLICKS_A_SECOND = 50;
    private static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("proofs.crowd-seconds", 120));
    private static final Duration LONGEST = Duration.ofSeconds(1);
    private static final Pattern LINK = Pattern.compile("/unsubscribe/u-[0-9a-z-]+");

    /** An answer to somebody who is quick. */
    private record Answer(int status, Duration time) {}

    @Test
    void aSlowCrowdKeepsNobodyFromLeaving() throws Exception {
        ProofRecord record = ProofRecord.of("slow crowd", "H2");
        int readers = (int) (LENGTH.toSeconds() * CLICKS_A_SECOND);
        try (Newsroom newsroom = Newsroom.opened("slow-crowd", Engine.H2, readers)) {
            newsroom.feed().publish();
            newsroom.run(0, "rehearse", "daily", "--out", "mails");
            List<String> links = links(newsroom.home().resolve("mails"));
            assertThat(links).hasSize(readers);
            Running server = newsroom.serve();
            HttpClient client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(10))
                    .build();
            URI health = URI.create(newsroom.url() + "/actuator/health");
            // The first of each kind costs classes.
            ask(client, HttpRequest.newBuilder(health).build());
            ask(client, click(newsroom, "/unsubscribe/forged"));

            Queue<Answer> clicks = new ConcurrentLinkedQueue<>();
            Queue<Answer> healths = new ConcurrentLinkedQueue<>();
            long most = 0;
            try (SlowCrowd crowd = new SlowCrowd(URI.create(newsroom.url()).getPort(), VISITORS)) {
                Waiting.until("the crowd is there", Duration.ofMinutes(1), () -> crowd.connections() >= VISITORS);
                ScheduledExecutorService clock = Executors.newScheduledThreadPool(32);
                AtomicInteger next = new AtomicInteger();
                clock.scheduleAtFixedRate(
                        () -> {
                            int number = next.getAndIncrement();
                            if (number < links.size()) {
                                clock.execute(() -> clicks.add(ask(client, click(newsroom, links.get(number)))));
                            }
                        },
                        0,
                        TimeUnit.SECONDS.toNanos(1) / CLICKS_A_SECOND,
                        TimeUnit.NANOSECONDS);
                clock.scheduleAtFixedRate(
                        () -> clock.execute(() -> healths.add(
                                ask(client, HttpRequest.newBuilder(health).build()))),
                        0,
                        1,
                        TimeUnit.SECONDS);
                long end = System.nanoTime() + LENGTH.toNanos();
                while (System.nanoTime() < end) {
                    most = Math.max(most, crowd.open());
                    Waiting.pause(Duration.ofMillis(500));
                }
                clock.shutdown();
                assertThat(clock.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
                record.figure("open at once", most).figure("slow connections", crowd.connections());
                record.note("the crowd was told " + crowd.answers());
            }
            record.figure("one-click", clicks.size())
                    .figure("one-click refused", refused(clicks))
                    .figure("one-click ms, slowest", slowest(clicks))
                    .figure("one-click ms, 99 of 100", ninetyNine(clicks))
                    .figure("health", healths.size())
                    .figure("health refused", refused(healths))
                    .figure("health ms, slowest", slowest(healths));
            boolean whole = server.alive() && !server.err().contains("OutOfMemoryError");
            server.terminate();
            server.waitFor(Duration.ofMinutes(1));
            record.verdict(whole
                    && clicks.size() == readers
                    && refused(clicks) + refused(healths) == 0
                    && slowest(clicks) <= LONGEST.toMillis()
                    && slowest(healths) <= LONGEST.toMillis());
            assertThat(whole).as(server.err()).isTrue();
            assertThat(clicks).hasSize(readers).allSatisfy(SlowCrowdTests::wasQuick);
            assertThat(healths).isNotEmpty().allSatisfy(SlowCrowdTests::wasQuick);
            assertThat(Rows.number(newsroom, "SELECT count(*) FROM subscription WHERE state = 'ENDED'"))
                    .isEqualTo(readers);
        }
    }

    private static void wasQuick(Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.time()).isLessThanOrEqualTo(LONGEST);
    }

    private static List<String> links(Path mails) throws IOException {
        try (Stream<Path> files = Files.walk(mails)) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .map(SlowCrowdTests::link)
                    .distinct()
                    .toList();
        }
    }

    private static String link(Path mail) {
        try {
            // A header is folded where it is long.
            Matcher link = LINK.matcher(Files.readString(mail).replaceAll("\r?\n[ \t]", ""));
            if (!link.find()) {
                throw new AssertionError("No link to leave by in " + mail);
            }
            return link.group();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpRequest click(Newsroom newsroom, String link) {
        return HttpRequest.newBuilder(URI.create(newsroom.url() + link))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("List-Unsubscribe=One-Click"))
                .build();
    }

    /** Status 0 when there was no answer. */
    private static Answer ask(HttpClient client, HttpRequest request) {
        long begun = System.nanoTime();
        int status = 0;
        try {
            status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            System.out.println("No answer: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new Answer(status, Duration.ofNanos(System.nanoTime() - begun));
    }

    private static long refused(Queue<Answer> answers) {
        return answers.stream().filter(answer -> answer.status() != 200).count();
    }

    private static long slowest(Queue<Answer> answers) {
        return answers.stream()
                .mapToLong(answer -> answer.time().toMillis())
                .max()
                .orElse(0);
    }

    private static long ninetyNine(Queue<Answer> answers) {
        return answers.stream()
                .mapToLong(answer -> answer.time().toMillis())
                .sorted()
                .skip(answers.size() * 99L / 100)
                .findFirst()
                .orElse(0);
    }
}
