package com.scrabbl.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.support.Browser;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An operator's day in one browser, on the packed product: from the first log-in to the audit, with a process that is
 * killed ({@code kill -9}) while an edition is stopped. Every page that she comes to is kept as a picture.
 */
@Proof
@Isolated
class OperatorStoryTests {

    private static final int READERS = 400;
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Pattern LINK = Pattern.compile("/console/welcome/\\S+");
    private static final String PASSWORD = "quay barge lantern";
    private static final String SUBMIT = "main button[type=submit]";

    @ParameterizedTest
    @EnumSource
    void fromTheFirstLogInToTheAudit(Engine engine) {
        ProofRecord record = ProofRecord.of("an operator's day", engine.toString());
        Newsroom newsroom = Newsroom.undeclared("operator-" + engine, engine, READERS);
        try (newsroom;
                Browser browser = Browser.wide(1280)) {
            Pages pages = new Pages(browser, newsroom.url() + "/console", engine);
            Running server = newsroom.serve();
            firstLogIn(server, pages);
            declare(newsroom, pages);
            rehearse(newsroom, pages);
            approveWithOneDropped(pages);
            stopWhileItIsSent(newsroom, pages);

            server.kill();
            int atTheKill = newsroom.journal().size();
            Running next = newsroom.serve();
            resume(newsroom, pages, atTheKill);
            sendAgain(newsroom, pages);
            explainTwo(pages);
            lookAtTheAudit(pages);
            next.terminate();
            next.waitFor(LONGEST);
            assertHeld(record.figure("messages at the kill", atTheKill), newsroom);
        }
    }

    private static void firstLogIn(Running server, Pages pages) {
        Waiting.until("the one-time link", LONGEST, () -> server.err().contains("/console/welcome/"));
        Matcher link = LINK.matcher(server.err());
        assertThat(link.find()).isTrue();
        pages.open(link.group().substring("/console".length()), "welcome");
        pages.type("password", PASSWORD);
        pages.press(SUBMIT, "first log-in");
        logInIfAsked(pages);
    }

    /** After a restart nobody is logged in any more. */
    private static void logInIfAsked(Pages pages) {
        if (pages.has("form.login")) {
            pages.type("name", "admin");
            pages.type("password", PASSWORD);
            pages.press(SUBMIT, "logged in");
        }
        assertThat(pages.has("form.login")).isFalse();
    }

    private static void declare(Newsroom newsroom, Pages pages) {
        for (int article = 0; article < 3; article++) {
            newsroom.feed().publish();
        }
        pages.open("/newsletters", "newsletters");
        pages.press("a[href$='/newsletters/new']", "new newsletter");
        pages.type("slug", "daily");
        pages.type("name", "Harbour Daily");
        pages.type("sender.address", "news@harbour.example");
        pages.type("sources-0-name", "desk");
        pages.type("sources-0-place", newsroom.feed().url());
        pages.click("sources-0-trusted");
        pages.choose("policies.approval", "required");
        pages.press("#settings button[type=submit]", "declared");
        newsroom.run(0, "subscribers", "import", "subscribers.csv", "--newsletter", "daily");
    }

    private static void rehearse(Newsroom newsroom, Pages pages) {
        pages.open("/newsletters/daily/rehearse", "rehearse");
        pages.press(SUBMIT, "rehearsing");
        pages.await("the rehearsal", () -> pages.has("a[href*='.zip'], a[download]"));
        pages.keep("rehearsed");
        assertThat(pages.text()).contains("400");
        assertThat(newsroom.journal().size()).isZero();
    }

    private static void approveWithOneDropped(Pages pages) {
        pages.open("/newsletters/daily/send", "send");
        pages.type("reason", "The Monday edition.");
        pages.press("#confirm button", "sending");
        pages.await("the proposal", () -> pages.has("#run-why a[href$='/approve']"));
        pages.press("#run-why a[href$='/approve']", "approve");
        assertThat(pages.text()).contains("3 articles go to 400 readers");
        pages.press("button[value^='drop:']", "dropped");
        assertThat(pages.text()).contains("2 articles go to 400 readers");
    }

    private static void stopWhileItIsSent(Newsroom newsroom, Pages pages) {
        newsroom.sink().answersWithin(800);
        newsroom.sink()
                .refuses(recipient -> recipient.matches("r\\d*5@.*") ? "550 5.7.1 Refused by local policy" : null);
        pages.press(".decide button", "approved");
        pages.open("/runs", "runs");
        pages.press("tbody th a", "run");
        pages.await("accepted ones", () -> pages.has("#sum-accepted"));
        String before = pages.textOf("#sum-accepted");
        pages.await(
                "more of them, by themselves",
                () -> !pages.textOf("#sum-accepted").equals(before));
        pages.await("some refused", () -> pages.has("#sum-rejected"));
        pages.keep("run, live");
        pages.press("#to-stop", "stop");
        pages.type("reason", "The lead has a wrong name.");
        pages.press("#confirm button", "stopping");
        pages.await("that it stands", () -> pages.has("#to-resume"));
        pages.keep("stopped");
        assertThat(newsroom.journal().size()).isBetween(1, READERS - 40);
    }

    private static void resume(Newsroom newsroom, Pages pages, int atTheKill) {
        pages.press("#to-resume", "after the restart");
        logInIfAsked(pages);
        if (!pages.has("#confirm")) {
            pages.press("#to-resume", "resume");
        }
        assertThat(newsroom.journal().size())
                .as("nothing is sent before somebody resumes")
                .isEqualTo(atTheKill);
        newsroom.sink().answersWithin(20);
        pages.type("reason", "The name was right.");
        pages.press("#confirm button", "resuming");
        pages.await("the end", () -> pages.has("#to-redo"));
        pages.keep("completed");
        assertThat(pages.textOf("#sum-accepted")).isEqualTo("360");
        assertThat(pages.textOf("#sum-rejected")).isEqualTo("40");
    }

    private static void sendAgain(Newsroom newsroom, Pages pages) {
        newsroom.sink().refuses(recipient -> null);
        pages.press("#to-redo", "send again");
        assertThat(pages.text()).contains("Send again to 40 readers?");
        pages.type("reason", "The relay’s policy was mended.");
        pages.press("#confirm button", "sending again");
        pages.await(
                "that all have it",
                () -> pages.textOf("#sum-accepted").equals("400")
                        && pages.textOf("#run-state").contains("Completed"));
        pages.await("the round’s end", () -> pages.textOf("#run-state").contains("ended"));
        pages.keep("sent again");
        assertThat(pages.text()).contains("The sum is right: ");
    }

    private static void explainTwo(Pages pages) {
        for (String reader : List.of("r1@reader.example", "r5@reader.example")) {
            pages.open("/explain", "explain");
            pages.clear("edition");
            pages.type("edition", "daily/latest");
            pages.clear("address");
            pages.type("address", reader);
            pages.press(SUBMIT, "explained " + reader);
            assertThat(pages.text()).contains(reader, "accepted");
        }
        assertThat(pages.text()).contains("Refused by local policy");
    }

    private static void lookAtTheAudit(Pages pages) {
        pages.open("/audit", "audit");
        assertThat(pages.text())
                .contains(
                        "The Monday edition.",
                        "The lead has a wrong name.",
                        "The name was right.",
                        "The relay’s policy was mended.");
    }

    private static void assertHeld(ProofRecord record, Newsroom newsroom) {
        String slot = Rows.slotOfLatestEdition(newsroom);
        Checker checker = new Checker(newsroom, false);
        checker.ended(slot);
        checker.into(record);
        boolean held = checker.findings().isEmpty() && newsroom.journal().size() == READERS;
        record.verdict(held);
        assertThat(checker.findings()).isEmpty();
        assertThat(newsroom.journal().byMessageId()).hasSize(READERS);
        assertThat(newsroom.journal().size()).isEqualTo(READERS);
    }

    /** The console in a browser. */
    private static final class Pages {

        private final Browser browser;
        private final String console;
        private final Engine engine;
        private int kept;

        private Pages(Browser browser, String console, Engine engine) {
            this.browser = browser;
            this.console = console;
            this.engine = engine;
        }

        void open(String path, String name) {
            browser.open(console + path);
            keep(name);
        }

        void press(String css, String name) {
            browser.press(css);
            keep(name);
        }

        void keep(String name) {
            browser.keep("operator-%s-%02d-%s".formatted(engine, ++kept, name));
        }

        void type(String id, String text) {
            browser.find("[id='" + id + "']").sendKeys(text);
        }

        void clear(String id) {
            browser.find("[id='" + id + "']").clear();
        }

        void click(String id) {
            browser.find("[id='" + id + "']").click();
        }

        void choose(String id, String value) {
            browser.find("[id='" + id + "'] option[value='" + value + "']").click();
        }

        boolean has(String css) {
            return browser.has(css);
        }

        String text() {
            return browser.textOf("body");
        }

        /** Empty while there is no such thing. */
        String textOf(String css) {
            return browser.textOf(css);
        }

        void await(String what, java.util.function.BooleanSupplier seen) {
            Waiting.until(what, LONGEST, seen);
        }
    }
}
