package com.scrabbl.signup;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.subscriber.Subscription;
import com.scrabbl.support.Database;
import com.scrabbl.support.NewsletterTester;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.TestApplication;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scanners follow every link of every mail, some of them twice, some by HEAD: nothing changes by that. */
@OnEachDatabase
class LinkScannerTests {

    private static final List<String> TABLES = List.of(
            "subscriber", "subscription", "consent", "suppression", "signup_request", "letter", "delivery", "audit");

    @TempDir
    Path folder;

    private final TestApplication application;
    private final Visitor visitor;

    LinkScannerTests(Database database) {
        application = TestApplication.on(database);
        visitor = new Visitor(application);
    }

    @Test
    void everyLinkOfEveryMailIsFetchedTwiceAndNoRowChanges() {
        new NewsletterTester(application, folder)
                .declared()
                .published("Tide barrier opens")
                .subscribed("anna@harbour.example");
        application.run("send", "daily");
        Subscription anna =
                visitor.subscription("anna@harbour.example", "daily").orElseThrow();
        visitor.signUp("new@harbour.example", "daily");
        visitor.signUp("anna@harbour.example", "daily");
        for (String wish : List.of("data", "address", "erase")) {
            visitor.post(visitor.preferences(anna) + "/link", "wish", wish);
        }
        visitor.work();
        List<MimeMessage> mails = visitor.mail();
        assertThat(mails).hasSizeGreaterThanOrEqualTo(6);
        Set<String> links = new LinkedHashSet<>();
        mails.forEach(mail -> links.addAll(visitor.links(mail)));
        assertThat(links).anyMatch(link -> link.startsWith("/confirm/"));
        assertThat(links).anyMatch(link -> link.startsWith("/unsubscribe/"));
        assertThat(links).anyMatch(link -> link.endsWith("/erase"));
        List<String> before = rows();

        for (int time = 0; time < 2; time++) {
            for (String link : links) {
                String path = link.isEmpty() ? "/" : link;
                assertThat(visitor.web().get(path).statusCode()).as(path).isEqualTo(200);
                assertThat(visitor.web().head(path).statusCode()).as(path).isEqualTo(200);
            }
        }
        visitor.work();

        assertThat(rows()).isEqualTo(before);
        assertThat(visitor.mail()).hasSameSizeAs(mails);
    }

    private List<String> rows() {
        return TABLES.stream()
                .flatMap(table -> application.jdbc().sql("SELECT * FROM " + table).query().listOfRows().stream()
                        .map(row -> table + row))
                .sorted()
                .toList();
    }
}
