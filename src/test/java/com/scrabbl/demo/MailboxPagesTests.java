package com.scrabbl.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.user.UserManager;
import com.icegreen.greenmail.util.GreenMail;
import com.scrabbl.ScrabblApplication;
import com.scrabbl.support.Browser;
import com.scrabbl.support.Database;
import com.scrabbl.support.Web;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

class MailboxPagesTests {

    private static ConfigurableApplicationContext application;
    private static String url;

    private final Web web = new Web(url);

    @BeforeAll
    static void start() throws Exception {
        application = new SpringApplicationBuilder(ScrabblApplication.class)
                .profiles("demo")
                .run(Stream.concat(
                                Stream.of(Database.H2.fresh()),
                                Stream.of("--server.port=0", "--server.address=127.0.0.1"))
                        .toArray(String[]::new));
        url = "http://127.0.0.1:" + application.getEnvironment().getProperty("local.server.port");
        for (int i = 1; i <= 120; i++) {
            deliver(
                    "reader%03d@harbour.example".formatted(i),
                    "Tide barrier opens, number " + i,
                    "<p>Number " + i + "</p>");
        }
        deliver("anna@harbour.example", "An older one", "<p>Older</p>");
        deliver("anna@harbour.example", "=?UTF-8?Q?Fr=C3=BChe?= <b>tide</b>", """
                <!DOCTYPE html><html><head><style>@media (prefers-color-scheme: dark) { body { background: #111; color: #eee } }
                </style></head><body style="font-family: Georgia; padding: 20px"><h1>Frühe Flut</h1>
                <p><a href="/unsubscribe/x">Unsubscribe</a></p><script>alert(1)</script></body></html>""");
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void listsReadersByAddressWithTheirNewestMail() {
        Document page = page("/demo/mailbox");

        assertThat(page.select("tbody tr")).hasSize(50);
        assertThat(page.select("tbody tr").first().text())
                .startsWith("anna@harbour.example Frühe <b>tide</b> ")
                .endsWith(" 2 mails");
        assertThat(page.select("tbody tr").get(1).text())
                .contains("reader001@harbour.example")
                .endsWith(" 1 mail");
    }

    @Test
    void pagesFollowTheLastAddress() {
        Document second = page(page("/demo/mailbox").select("a[rel=next]").attr("href"));
        Document third = page(second.select("a[rel=next]").attr("href"));

        assertThat(second.select("tbody th").first().text()).isEqualTo("reader050@harbour.example");
        assertThat(third.select("tbody tr")).hasSize(21);
        assertThat(third.select("a[rel=next]")).isEmpty();
    }

    @Test
    void findsReadersByAPartOfTheAddress() {
        assertThat(page("/demo/mailbox?search=%20R077@").select("tbody th").eachText())
                .containsExactly("reader077@harbour.example");
        assertThat(page("/demo/mailbox?search=%22%3E%3Cb%3E").text())
                .contains("No reader with “\"><b>” in the address");
    }

    @Test
    void aMailIsShownAsHtmlInAFrameWithItsOwnPolicy() {
        Document page = page("/demo/mailbox/reader?address=anna%40harbour.example");
        HttpResponse<String> mail = web.get(page.select("iframe").attr("src"));

        assertThat(page.select("iframe").attr("sandbox")).doesNotContain("allow-scripts", "allow-same-origin");
        assertThat(mail.headers().allValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("default-src 'none'", "frame-ancestors 'self'", "sandbox")
                .doesNotContain("script-src");
        assertThat(mail.headers().map()).doesNotContainKey("x-frame-options");
        assertThat(mail.body()).contains("<head><base target=\"_blank\">", "<h1>Frühe Flut</h1>");
    }

    @Test
    void aMailIsShownAsTextAndAsItsSource() {
        String reader = "/demo/mailbox/reader?address=anna%40harbour.example";

        assertThat(page(reader + "&view=text").select("pre").text()).isEqualTo("In plain words: ü");
        assertThat(page(reader + "&view=source").select("pre").text())
                .contains("Subject: =?UTF-8?Q?Fr=C3=BChe?= <b>tide</b>", "multipart/alternative", "<script>");
    }

    @Test
    void olderMailsAreLinked() {
        Document page = page("/demo/mailbox/reader?address=anna%40harbour.example&view=text");

        Document older = page(page.select("dd a").attr("href"));

        assertThat(older.select("h1").text()).isEqualTo("An older one");
        assertThat(older.select("pre")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/demo/mailbox/reader?address=nobody%40harbour.example",
                "/demo/mailbox/reader?address=anna%40harbour.example&mail=77",
                "/demo/mailbox/reader?address=anna%40harbour.example&view=pdf",
                "/demo/mailbox/other",
                "/demo/pictures/nothing.jpg",
                "/demo"
            })
    void whatIsNotThereIsNotFound(String path) {
        assertThat(web.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void theFrontPageLinksTheMailbox() {
        assertThat(page("/").select("main a[href=/demo/mailbox]").text()).isEqualTo("Open the mailbox");
    }

    @ParameterizedTest
    @ValueSource(ints = {1280, 390})
    void thePagesLookRightInABrowser(int width) {
        try (Browser browser = Browser.wide(width)) {
            browser.open(url + "/demo/mailbox");
            browser.keep("mailbox-" + width);
            assertThat(browser.scrollsSideways()).isFalse();
            browser.open(url + "/demo/mailbox/reader?address=anna@harbour.example&dark=true&phone=true");
            browser.keep("mail-" + width);
            assertThat(browser.scrollsSideways()).isFalse();
            browser.open(url + "/");
            browser.keep("front-of-the-demo-" + width);
            assertThat(browser.scrollsSideways()).isFalse();
        }
    }

    private Document page(String path) {
        HttpResponse<String> answer = web.get(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        return Jsoup.parse(answer.body());
    }

    private static void deliver(String address, String subject, String html) throws MessagingException, UserException {
        String source = """
                From: Harbour Post <news@harbour.example>
                To: %s
                Subject: %s
                MIME-Version: 1.0
                Content-Type: multipart/alternative; boundary="b"

                --b
                Content-Type: text/plain; charset=UTF-8
                Content-Transfer-Encoding: 8bit

                In plain words: ü
                --b
                Content-Type: text/html; charset=UTF-8
                Content-Transfer-Encoding: 8bit

                %s
                --b--
                """.formatted(address, subject, html);
        UserManager readers = application.getBean(GreenMail.class).getUserManager();
        GreenMailUser reader = readers.getUserByEmail(address);
        if (reader == null) {
            reader = readers.createUser(address, address, "");
        }
        reader.deliver(new MimeMessage(null, new ByteArrayInputStream(source.getBytes(StandardCharsets.UTF_8))));
    }
}
