package com.scrabbl.signup;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.ScrabblApplication;
import com.scrabbl.newsletter.NewsletterFile;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.support.CloseApplications;
import com.scrabbl.support.Database;
import com.scrabbl.support.SettableClock;
import com.scrabbl.support.Web;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An application with the limits as they are by default: a flood of forms is turned away, and others are served. */
@ExtendWith(CloseApplications.class)
class TooManyFormsTests {

    private static ConfigurableApplicationContext context;
    private static Web web;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        List<String> settings = new ArrayList<>(Arrays.asList(Database.H2.fresh()));
        settings.add("--server.port=0");
        settings.add("--server.address=127.0.0.1");
        settings.add("--server.forward-headers-strategy=framework");
        context = new SpringApplicationBuilder(ScrabblApplication.class).run(settings.toArray(String[]::new));
        web = new Web("http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port"));
        Path file = Files.writeString(folder.resolve("newsletters.yml"), """
                newsletters:
                  - slug: daily
                    name: Harbour Daily
                    sender: { name: Harbour Post, address: news@harbour.example }
                """);
        context.getBean(Newsletters.class)
                .apply(context.getBean(NewsletterFile.class).read(file));
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @Test
    void aNetworkThatSendsTooManyFormsIsAskedToWait() {
        HttpResponse<String> answer = signUp("203.0.113.5", "nobody", "");
        for (int i = 0; i < 20; i++) {
            answer = signUp("203.0.113.5", "nobody", "");
        }

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(Long.parseLong(answer.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1L, 180L);
        assertThat(answer.body()).contains("Too many tries came from your network", "Try again in");
    }

    @Test
    void anAddressHasEnoughAfterThreeLetters() {
        String stamp = stamp();
        for (int i = 0; i < 3; i++) {
            assertThat(signUp("198.51.100." + i, "anna@harbour.example", stamp).body())
                    .contains("Look into your mailbox");
        }

        HttpResponse<String> fourth = signUp("192.0.2.7", "anna@harbour.example", stamp);

        assertThat(fourth.statusCode()).isEqualTo(429);
        assertThat(fourth.headers().firstValue("Retry-After")).isPresent();
        assertThat(fourth.body()).contains("Enough mails for today");
    }

    @Test
    void aFloodOfFormsLeavesOthersServed() throws Exception {
        flood(500, "198.18.0.9");
    }

    @Test
    @Tag("proof")
    void tenThousandFormsAMinuteLeaveOthersServed() throws Exception {
        flood(10_000, "100.64.9.9");
    }

    private static void flood(int forms, String from) throws Exception {
        String stamp = stamp();
        String name = "flood" + forms + "-";
        ExecutorService crowd = Executors.newFixedThreadPool(8);
        long start = System.nanoTime();
        List<Future<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < forms; i++) {
            String address = name + i + "@harbour.example";
            answers.add(crowd.submit(() -> signUp(from, address, stamp).statusCode()));
        }
        int front = web.get("/").statusCode();
        int refused = 0;
        for (Future<Integer> answer : answers) {
            refused += answer.get() == 429 ? 1 : 0;
        }
        crowd.shutdown();
        System.out.printf("%d sign-ups in %d ms%n", forms, (System.nanoTime() - start) / 1_000_000);

        assertThat(front).isEqualTo(200);
        assertThat(refused).isEqualTo(forms - 20);
        assertThat(context.getBean(JdbcClient.class)
                        .sql("SELECT count(*) FROM signup_request WHERE address LIKE ?")
                        .param(name + "%")
                        .query(Long.class)
                        .single())
                .isEqualTo(20);
    }

    /** Of a form that was filled in slowly enough. */
    private static String stamp() {
        String stamp = Jsoup.parse(web.get("/").body())
                .selectFirst("input[name=opened]")
                .val();
        context.getBean(SettableClock.class).tick(FormStamp.QUICKEST);
        return stamp;
    }

    private static HttpResponse<String> signUp(String from, String email, String stamp) {
        return web.post(
                "/subscribe",
                Visitor.FORM,
                Visitor.form("email", email, "newsletters[]", "daily", "opened", stamp),
                "X-Forwarded-For",
                from);
    }
}
