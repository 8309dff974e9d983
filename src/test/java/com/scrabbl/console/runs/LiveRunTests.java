package com.scrabbl.console.runs;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.people.Role;
import com.scrabbl.support.Browser;
import com.scrabbl.support.ConsoleVisitor;
import com.scrabbl.support.Database;
import com.scrabbl.support.NewsletterTester;
import com.scrabbl.support.PageLook;
import com.scrabbl.support.ScriptedRelay;
import com.scrabbl.support.TestApplication;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sending that is opened on the console and driven by another process: its page, open while a slow relay takes the mail. */
class LiveRunTests {

    private static final int READERS = 24;

    private final TestApplication application = TestApplication.on(Database.H2);
    private final Semaphore answers = new Semaphore(0);

    @Test
    void figuresGoOnUntilTheEndAndNothingIsTakenFromWhoReadsThem(@TempDir Path folder) throws Exception {
        application.user(Role.OPERATOR);
        new NewsletterTester(application, folder)
                .published("Tide barrier opens")
                .declared("schedule: { cron: \"0 7 * * 1-5\", zone: Europe/Berlin }")
                .imported(lines());
        try (ScriptedRelay relay = new ScriptedRelay(this::answer);
                TestApplication serving =
                        application.another("--db-scheduler.enabled=true", "--spring.mail.port=" + relay.port());
                Browser browser = Browser.wide(1280)) {
            answers.release(8);
            logIn(browser);
            browser.find("#reason").sendKeys("breaking news");
            browser.press("#confirm button");
            awaitText(browser, "#live", "The sum is right:");
            awaitText(browser, "#sum-accepted", "8");
            browser.click("#plot-figures summary");
            browser.focus("#sum-accepted");

            application.clock().tick(Duration.ofSeconds(25));
            serving.clock().tick(Duration.ofSeconds(25));
            answers.release(8);
            awaitText(browser, "#sum-accepted", "16");
            awaitText(browser, "#run-status", "half of the readers are settled");
            assertThat(browser.focused()).isEqualTo("sum-accepted");
            assertThat(browser.findAll("#plot-figures[open]")).hasSize(1);
            assertThat(browser.findAll("#plot canvas")).hasSize(1);
            new PageLook(browser).look("run-live");

            answers.release(READERS);
            awaitText(browser, "#run-status", "The run is completed.");
            assertThat(browser.has("#live[hx-get]")).isFalse();
            assertThat(browser.find("#run-actions").getText())
                    .contains("Send again…")
                    .doesNotContain("Stop…");
            assertThat(browser.findAll("#plot-figures[open]")).hasSize(1);
            assertThat(browser.findAll("#plot canvas")).hasSize(1);
            new PageLook(browser).look("run-completed");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static String[] lines() {
        return IntStream.rangeClosed(0, READERS)
                .mapToObj(reader -> reader == 0 ? "email" : "r" + reader + "@reader.example")
                .toArray(String[]::new);
    }

    private String answer(String command, String recipient, int connection) {
        if (command.equals(".")) {
            answers.acquireUninterruptibly();
        }
        return null;
    }

    private void logIn(Browser browser) {
        browser.open(application.url() + "/console/newsletters/daily/send");
        browser.find("#name").sendKeys("maria");
        browser.find("#password").sendKeys(ConsoleVisitor.PASSWORD);
        browser.press("button[type=submit]");
    }

    private static void awaitText(Browser browser, String css, String text) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> browser.find(css).getText().contains(text));
    }
}
