package com.scrabbl.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.ScrabblApplication;
import com.scrabbl.support.Web;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The demo as somebody meets it who starts it, and starts it again while its data is still there. */
class DemoTests {

    private static ConfigurableApplicationContext application;
    private static String told;

    @TempDir
    private static Path folder;

    private final String url =
            "http://localhost:" + application.getEnvironment().getProperty("local.server.port");
    private final Web web = new Web(url);

    @BeforeAll
    static void start() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        application = startTelling(out);
        told = out.toString(StandardCharsets.UTF_8);
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void sendsOneEditionAndTellsWhatBecameOfIt() {
        assertThat(told)
                .contains("Newsletter daily (Lantern Daily): new", "Readers: 200 new")
                .contains("state COMPLETED", "articles 12", "candidates 200", "accepted 200", "balanced true")
                .containsPattern("a.brandt@lehmgrund.example +ACCEPTED +1 ")
                .contains("Mailbox     " + url + "/demo/mailbox", "Front page  " + url + "/");
    }

    @Test
    void publicationIsTheDemosOwnWhateverApplicationYmlSays() {
        assertThat(page("/").select(".wordmark").text()).isEqualTo("The Lindbeck Lantern");
        assertThat(mail("anna98@weir.example").text()).contains("3 Ropewalk 4710 Lindbeck");
    }

    @Test
    void mailboxListsEveryReader() {
        List<String> addresses = new ArrayList<>();
        String next = "/demo/mailbox";
        while (!next.isEmpty()) {
            Document page = page(next);
            addresses.addAll(page.select("tbody th").eachText());
            next = page.select("a[rel=next]").attr("href");
        }

        assertThat(addresses).hasSize(200).doesNotHaveDuplicates().contains("joerg@xn--mller-shne-kcb9d.example");
    }

    @Test
    void picturesOfAMailAreThere() {
        Document mail = mail("anna98@weir.example");

        assertThat(mail.select("img").eachAttr("src"))
                .hasSizeGreaterThanOrEqualTo(8)
                .allSatisfy(picture -> assertThat(web.get(picture).statusCode()).isEqualTo(200));
    }

    @Test
    void hostileArticleAndNamesAreText() {
        Document mail = mail("rnd@bibliothek.example");

        assertThat(mail.text()).contains("Hello, R&D <Library>.", "${7*7}", "<#if>");
        assertThat(mail.select("script, [onclick], a[href^=javascript]")).isEmpty();
        assertThat(mail("dollar@braces.example").text()).contains("Hello, ${reader.email}.");
    }

    @Test
    void anotherStartSendsNothingAndSaysWhy() throws IOException {
        Path feed = folder.resolve("feed.xml");
        String before = Files.readString(feed);
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        try (ConfigurableApplicationContext again = startTelling(out)) {
            assertThat(again.getBean(Mailbox.class).readers("", "", 10)).isEmpty();
        }

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("Newsletter daily (Lantern Daily): unchanged", "Readers: 0 new, 200 there already")
                .contains("state SKIPPED", "Nothing was sent: NOTHING_NEW: none of the ")
                .contains("COMPLETED, accepted 200 of 200", "delete " + folder);
        assertThat(Files.readString(feed)).isEqualTo(before);
        assertThat(count("edition")).isEqualTo(1);
        assertThat(count("article_revision")).isZero();
    }

    private static ConfigurableApplicationContext startTelling(ByteArrayOutputStream told) {
        PrintStream out = System.out;
        System.setOut(new PrintStream(told, true, StandardCharsets.UTF_8));
        try {
            return new SpringApplicationBuilder(ScrabblApplication.class)
                    .profiles("demo")
                    .run("--scrabbl.demo.folder=" + folder, "--server.port=0", "--db-scheduler.enabled=true");
        } finally {
            System.setOut(out);
        }
    }

    private Document mail(String address) {
        return page("/demo/mailbox/frame?mail=0&address=" + address);
    }

    private Document page(String path) {
        HttpResponse<String> answer = web.get(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        return Jsoup.parse(answer.body());
    }

    private static long count(String table) {
        return application
                .getBean(JdbcClient.class)
                .sql("SELECT count(*) FROM " + table)
                .query(Long.class)
                .single();
    }
}
