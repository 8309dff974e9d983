package com.scrabbl.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.people.Role;
import com.scrabbl.support.Browser;
import com.scrabbl.support.ConsoleVisitor;
import com.scrabbl.support.Database;
import com.scrabbl.support.TestApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The frame of the console and the pages of its house, in a browser: narrow and wide, light and dark. */
class ConsoleInABrowserTests {

    private final TestApplication application = TestApplication.on(Database.H2);

    @Test
    void everyPageOfTheHouseIsForEverybody() {
        application.user(Role.ADMIN);
        try (Browser browser = Browser.wide(1280)) {
            browser.open(application.url() + "/console/users");
            look(browser, "login");
            browser.find("#name").sendKeys("ada");
            browser.find("#password").sendKeys("wrong wrong wrong");
            browser.press("button[type=submit]");
            look(browser, "login-refused");
            browser.complaints();
            browser.find("#password").sendKeys(ConsoleVisitor.PASSWORD);
            browser.press("button[type=submit]");
            for (String page : List.of("", "/nothing", "/account", "/audit", "/users")) {
                browser.open(application.url() + "/console" + page);
                look(browser, "console" + page.replace('/', '-'));
            }
            browser.find("main #name").sendKeys("Ben");
            browser.press("main form button[type=submit]");
            look(browser, "console-user-link");
            browser.press("a.danger");
            look(browser, "console-user-remove");
            browser.open(
                    browser.findAll(".crumbs a").get(0).getAttribute("href").replace("users", "audit?what=nothing"));
            look(browser, "console-audit-empty");
            browser.open(application.url() + "/console/audit");
            look(browser, "console-audit-some");
            browser.widen(390);
            browser.find(".menu").click();
            browser.keep("console-menu-390-light");
            assertThat(browser.complaints()).noneMatch(line -> line.contains("Content Security Policy"));
        }
    }

    /** A link in a mail that is read in the same browser: the cookie, which is for this site only, comes with the second try. */
    @Test
    void aLinkFromElsewhereFindsOneLoggedIn(@TempDir Path folder) throws IOException {
        application.user(Role.OPERATOR);
        Path mail = Files.writeString(
                folder.resolve("mail.html"), "<a href='%s/console/account'>look</a>".formatted(application.url()));
        try (Browser browser = Browser.wide(1280)) {
            browser.open(mail.toUri().toString());
            browser.press("a");
            assertThat(browser.find("main h1").getText()).isEqualTo("Log in");
            browser.find("#name").sendKeys("maria");
            browser.find("#password").sendKeys(ConsoleVisitor.PASSWORD);
            browser.press("main button[type=submit]");
            assertThat(browser.find("main h1").getText()).isEqualTo("Your account");

            browser.open(mail.toUri().toString());
            browser.press("a");
            assertThat(browser.find("main h1").getText()).isEqualTo("Your account");
        }
    }

    private static void look(Browser browser, String name) {
        for (int width : new int[] {1280, 390}) {
            browser.widen(width);
            for (String scheme : List.of("light", "dark")) {
                browser.prefer(scheme);
                browser.keep(name + "-" + width + "-" + scheme);
                assertThat(browser.barriers()).as(name).isEmpty();
            }
            assertThat(browser.outside()).as(name).isEmpty();
        }
        browser.widen(1280);
    }
}
