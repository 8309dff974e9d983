package com.scrabbl.console.list;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.people.Role;
import com.scrabbl.support.Browser;
import com.scrabbl.support.ConsoleVisitor;
import com.scrabbl.support.Database;
import com.scrabbl.support.NewsletterTester;
import com.scrabbl.support.PageLook;
import com.scrabbl.support.TestApplication;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An admin with a list in a browser: from the file to a person who is erased; every page narrow and wide, light and dark. */
class ListInABrowserTests {

    @TempDir
    Path folder;

    private final TestApplication application = TestApplication.on(Database.H2);

    @Test
    void aListComesInByAFileAndAPersonGoes() throws Exception {
        new NewsletterTester(application, folder)
                .declared("topics: [Tides, Ferries]")
                .published("Tide barrier opens");
        application.user(Role.ADMIN);
        Path list = Files.writeString(folder.resolve("members of November 2026.csv"), """
                Mail;Full name;Age;City;Topics;Note
                anna.larsen@fjord.example;Anna Larsen;36;Bergen;tides;=HYPERLINK("x")
                b.okoye@lagos.example;Blessing Okoye;old;Lagos;;
                chen.wei@shan.example;Chen Wei;41;Chengdu;ferries;a-word-that-goes-on-for-eighty-letters-and-more-without-a-single-space-in-it-at-all
                held@mail.example;Held;5;;;
                wrong;Nobody;3;;;
                """);
        application.run("suppressions", "add", "held@mail.example", "--cause", "complaint", "--note", "550 5.7.1 spam");
        application.run("suppressions", "add", "*@spam.example", "--cause", "manual", "--until", "2030-01-01");
        try (Browser browser = Browser.wide(1280)) {
            browser.open(application.url() + "/console/subscribers");
            browser.find("#name").sendKeys("ada");
            browser.find("#password").sendKeys(ConsoleVisitor.PASSWORD);
            browser.press("button[type=submit]");
            browser.complaints();
            new PageLook(browser).look("subscribers-empty");

            browser.press(".empty a.button");
            browser.find("#file").sendKeys(list.toString());
            new PageLook(browser).look("import");
            browser.press("main form button[type=submit]");
            new PageLook(browser).look("import-refused");
            browser.find("#file").sendKeys(list.toString());
            browser.find("#newsletter option[value=daily]").click();
            browser.press("main form button[type=submit]");
            browser.find("#c0 option[value=email]").click();
            browser.find("#c1 option[value=name]").click();
            browser.find("#c2 option[value=number]").click();
            new PageLook(browser).look("import-columns");
            browser.press("main form button[type=submit]");
            await(browser, "What this import would do");
            new PageLook(browser).look("import-checked");
            browser.press(".buttons form:first-child button");
            await(browser, "What this import did");
            new PageLook(browser).look("import-done");
            application.run("send", "daily");
            application.run("subscribers", "end", "chen.wei@shan.example");

            browser.open(application.url() + "/console/subscribers?q=an");
            new PageLook(browser).look("subscribers");
            browser.press("tbody th a");
            new PageLook(browser).look("subscriber");
            browser.press(".actions a:first-child");
            new PageLook(browser).look("subscriber-edit");
            browser.find("#timeZone").sendKeys("Mars/Olympus");
            browser.press("#edit .buttons button");
            new PageLook(browser).look("subscriber-edit-wrong");
            browser.find("#timeZone").clear();
            browser.press("#edit .buttons button");
            assertThat(browser.find(".flash").getText()).contains("Saved");
            browser.press("#subscriptions li a");
            new PageLook(browser).look("subscription-end");
            browser.press(".buttons a");
            browser.press(".actions .danger");
            new PageLook(browser).look("subscriber-erase");
            browser.find("#password").sendKeys(ConsoleVisitor.PASSWORD);
            browser.press("#confirm button[type=submit]");
            new PageLook(browser).look("subscriber-erased");

            for (String page : List.of(
                    "suppressions",
                    "suppressions?cause=unsubscribed",
                    "suppressions/add",
                    "suppressions/import",
                    "suppressions/remove?address=held@mail.example",
                    "suppressions/undo",
                    "suppressions/undo?cause=complaint&since=2026-11-01&until=2026-11-30",
                    "export",
                    "import")) {
                browser.open(application.url() + "/console/" + page);
                new PageLook(browser).look("list-" + page.replaceAll("[^a-z]+", "-"));
            }
            assertThat(browser.complaints()).noneMatch(line -> line.contains("Content Security Policy"));
        }
    }

    private static void await(Browser browser, String heading) {
        org.awaitility.Awaitility.await()
                .ignoreExceptions()
                .until(() -> browser.find("h1").getText().equals(heading));
    }
}
