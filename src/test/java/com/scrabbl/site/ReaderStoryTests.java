package com.scrabbl.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.signup.SignupDesk;
import com.scrabbl.support.Browser;
import com.scrabbl.support.Database;
import com.scrabbl.support.Execution;
import com.scrabbl.support.NewsletterTester;
import com.scrabbl.support.ScriptedRelay;
import com.scrabbl.support.TestApplication;
import com.scrabbl.support.Web;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All that a reader does with us, from the first click to the last, in a browser and a mailbox. */
class ReaderStoryTests {

    private static final String ANNA = "anna@harbour.example";

    /** Before her in every run: what is in flight when she leaves, and what was recorded ahead. */
    private static final int OTHERS = 40;

    private static final int LANES = 8;

    private final TestApplication application = TestApplication.on(Database.H2);
    private final Web web = new Web(application.url());

    @ParameterizedTest(name = "{0}, scripts {1}")
    @CsvSource({"en, true", "de, false", "en, false", "de, true"})
    void fromTheFirstClickToTheLast(Language language, boolean scripts, @TempDir Path folder) throws Exception {
        NewsletterTester daily = new NewsletterTester(application, folder)
                .publishedAbout("Rents fall", "City")
                .publishedAbout("Swifts leave", "Birds")
                .declared("topics: [ City, Birds ]")
                .imported("email\n" + String.join("\n", others()));
        try (Browser browser = scripts ? Browser.wide(390) : Browser.withoutScripts(390)) {
            signUp(browser, language);
            confirm(browser, language);
            expect(0, application.run("send", "daily"));
            String first = text(latest());
            assertThat(first).contains("Rents fall", "Swifts leave");
            assertThat(first).contains(language.tag().equals("de") ? "Abbestellen" : "Unsubscribe");

            dropBirds(browser, language, link(first, "/preferences/"));
            nextDay(daily, "Bridge opens", "Owls return");
            expect(0, application.run("send", "daily"));
            MimeMessage second = latest();
            assertThat(text(second)).contains("Bridge opens").doesNotContain("Owls return");

            nextDay(daily, "Tram is late", "Storks stay");
            String leave = oneClick(second);
            leaveInTheMiddleOfARun(leave);
            undo(browser, language, leave);

            String preferences = link(text(second), "/preferences/");
            export(browser, language, preferences);
            erase(browser, language, preferences);
        }
        expectHeldBack(folder);
    }

    private void signUp(Browser browser, Language language) {
        browser.open(application.url() + "/?lang=" + language.tag());
        application.clock().tick(Duration.ofSeconds(5));
        browser.find("#email").sendKeys(ANNA);
        browser.find(".signup summary").click();
        browser.find("label[for=topics-0]").click();
        browser.find("label[for=topics-0-1]").click();
        browser.press(".signup form button");
        assertThat(browser.find("main").getText()).contains(ANNA);
        application.bean(SignupDesk.class).work();
    }

    private void confirm(Browser browser, Language language) {
        browser.open(application.url() + link(text(latest()), "/confirm/"));
        assertThat(browser.find("html").getDomAttribute("lang")).isEqualTo(language.tag());
        assertThat(subscription()).isEqualTo("PENDING");
        browser.press("main form button");
        assertThat(subscription()).isEqualTo("ACTIVE");
    }

    private void dropBirds(Browser browser, Language language, String preferences) {
        browser.open(application.url() + preferences + "?lang=" + language.tag());
        browser.find("label[for=topics-0-1]").click();
        browser.press("form[novalidate] button");
        assertThat(browser.find("main [role=status]").isDisplayed()).isTrue();
    }

    private void nextDay(NewsletterTester daily, String city, String birds) {
        application.clock().tick(Duration.ofDays(1));
        daily.publishedAbout(city, "City").publishedAbout(birds, "Birds");
    }

    /** The relay holds the first messages back until she has left by a click in her mail program. */
    private void leaveInTheMiddleOfARun(String leave) throws Exception {
        CountDownLatch inFlight = new CountDownLatch(LANES);
        CountDownLatch left = new CountDownLatch(1);
        try (ScriptedRelay relay = new ScriptedRelay((command, recipient, connection) -> {
            if (command.equals(".")) {
                inFlight.countDown();
                await(left);
            }
            return null;
        })) {
            application.relayAt(relay.port());
            CompletableFuture<Execution> run = CompletableFuture.supplyAsync(() -> application.run("send", "daily"));
            await(inFlight);
            HttpResponse<String> answer =
                    web.post(leave, "application/x-www-form-urlencoded", "List-Unsubscribe=One-Click");
            assertThat(answer.statusCode()).isEqualTo(200);
            left.countDown();

            expect(0, run.get(60, TimeUnit.SECONDS));

            assertThat(relay.journal())
                    .hasSize(OTHERS)
                    .extracting(ScriptedRelay.Taken::recipient)
                    .doesNotContain(ANNA);
        } finally {
            left.countDown();
            application.relayAt(application.relay().getSmtp().getPort());
        }
    }

    private void undo(Browser browser, Language language, String leave) {
        assertThat(subscription()).isEqualTo("ENDED");
        browser.open(application.url() + leave + "?lang=" + language.tag());
        browser.press("form[action*=undo] button");
        assertThat(subscription()).isEqualTo("ACTIVE");
    }

    private void export(Browser browser, Language language, String preferences) {
        String fresh = freshLink(browser, language, preferences, "data");
        assertThat(browser.find("main").getText()).doesNotContain(ANNA);

        HttpResponse<String> data = web.post(fresh, "application/x-www-form-urlencoded", "");

        assertThat(data.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(data.body()).contains(ANNA, "ACCEPTED", "SKIPPED", "GIVEN", "WITHDRAWN");
    }

    private void erase(Browser browser, Language language, String preferences) {
        browser.open(application.url() + freshLink(browser, language, preferences, "erase"));
        browser.press("main form button");
        assertThat(browser.find("main [role=status]").isDisplayed()).isTrue();
        assertThat(web.get(preferences).statusCode()).isEqualTo(410);
        assertThat(application
                        .run("deliveries", "daily/latest", "--format", "csv")
                        .out())
                .contains("(erased)")
                .doesNotContain(ANNA);
    }

    /** Asks for a link by mail, and finds it in the mailbox. */
    private String freshLink(Browser browser, Language language, String preferences, String wish) {
        browser.open(application.url() + preferences + "?lang=" + language.tag());
        browser.press("button[value=" + wish + "]");
        assertThat(browser.find("main [role=status]").isDisplayed()).isTrue();
        application.bean(SignupDesk.class).work();
        return link(text(latest()), "/preferences/f-");
    }

    private void expectHeldBack(Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("again.csv"), "email\n" + ANNA + "\n");
        Execution again = application.run("subscribers", "import", file.toString(), "--newsletter", "daily");
        assertThat(again.exitCode()).isZero();
        assertThat(again.out()).containsPattern("new +0").contains("erased");
    }

    private static String[] others() {
        return IntStream.rangeClosed(1, OTHERS)
                .mapToObj("reader%d@reader.example"::formatted)
                .toArray(String[]::new);
    }

    /** What came last for her. */
    private MimeMessage latest() {
        List<MimeMessage> hers = Arrays.stream(application.relay().getReceivedMessages())
                .filter(message -> addressed(message).contains(ANNA))
                .toList();
        assertThat(hers).isNotEmpty();
        return hers.get(hers.size() - 1);
    }

    private static String addressed(MimeMessage message) {
        try {
            return Arrays.toString(message.getRecipients(RecipientType.TO));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(MimeMessage message) {
        try {
            return (String)
                    ((MimeMultipart) message.getContent()).getBodyPart(0).getContent();
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The path that a mail program posts to. */
    private static String oneClick(MimeMessage message) throws MessagingException {
        assertThat(message.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
        return link(message.getHeader("List-Unsubscribe")[0], "/unsubscribe/");
    }

    private static String link(String text, String page) {
        Matcher link = Pattern.compile("http://localhost:\\d+(" + page + "[\\w/-]+(\\?lang=\\w+)?)")
                .matcher(text);
        assertThat(link.find()).as("a link to %s in %s", page, text).isTrue();
        return link.group(1);
    }

    private String subscription() {
        return application
                .jdbc()
                .sql(
                        "SELECT n.state FROM subscription n JOIN subscriber s ON s.id = n.subscriber_id WHERE s.address = ?")
                .param(ANNA)
                .query(String.class)
                .single();
    }

    private static void expect(int exitCode, Execution execution) {
        assertThat(execution.exitCode()).as(execution.toString()).isEqualTo(exitCode);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
