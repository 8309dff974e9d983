package com.scrabbl.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.people.Role;
import com.scrabbl.support.Browser;
import com.scrabbl.support.ConsoleVisitor;
import com.scrabbl.support.Database;
import com.scrabbl.support.PageLook;
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
            new PageLook(browser).look("login");
            browser.find("#name").sendKeys("ada");
            browser.find("#password").sendKeys("wrong wrong wrong");
            browser.press("button[type=submit]");
            new PageLook(browser).look("login-refused");
            browser.complaints();
            browser.find("#password").sendKeys(ConsoleVisitor.PASSWORD);
            browser.press("button[type=submit]");
            for (String page : List.of("", "/nothing", "/account", "/audit", "/users")) {
                browser.open(application.url() + "/console" + page);
                new PageLook(browser).look("console" + page.replace('/', '-'));
            }
            browser.find("main #name").sendKeys("Ben");
            browser.press("main form button[type=submit]");
            new PageLook(browser).look("console-user-link");
            browser.press("a.danger");
            new PageLook(browser).look("console-user-remove");
            browser.open(
                    browser.findAll(".crumbs a").get(0).getAttribute("href").replace("users", "audit?what=nothing"));
            new PageLook(browser).look("console-audit-empty");
            browser.open(application.url() + "/console/audit");
            new PageLook(browser).look("console-audit-some");
            browser.widen(390);
            browser.find(".menu").click();
            browser.keep("console-menu-390-light");
            assertThat(browser.complaints()).noneMatch(line -> line.contains("Content Security Policy"));
        }
    }

    @Test
    void thePageSaysHowStrongAPasswordIsWhileItIsTyped() {
        application.user(Role.ADMIN);
        try (Browser browser = Browser.wide(390)) {
            browser.open(application.url() + "/console/login");
            browser.find("#name").sendKeys("ada");
            browser.find("#password").sendKeys(ConsoleVisitor.PASSWORD);
            browser.press("main button[type=submit]");
            browser.open(application.url() + "/console/account");
            browser.find("#new").sendKeys("harbour");
            browser.waitFor("#new-strength", "A password has at least 12 characters; three or four words will do.");
            browser.find("#new").sendKeys(" kettle violin");
            browser.waitFor("#new-strength", "This password is strong.");
            new PageLook(browser).look("console-account-strength");

            browser.open(application.url() + "/console/users");
            browser.find("main #name").sendKeys("Ben");
            browser.press("main form button[type=submit]");
            String link = browser.textOf("#link");
            browser.open(link);
            browser.find("#password").sendKeys("Password1234");
            browser.waitFor("#password-strength", "That password is weak: it is one of those that are tried first");
            new PageLook(browser).look("console-welcome-strength");
            assertThat(browser.complaints()).isEmpty();
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
}
