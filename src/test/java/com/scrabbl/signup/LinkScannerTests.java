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
        welcomed("cara@harbour.example");
        String used = movedTo("anna@quay.example");
        List<MimeMessage> mails = visitor.mail();
        assertThat(mails).hasSize(9);
        Set<String> links = new LinkedHashSet<>();
        mails.forEach(mail -> links.addAll(visitor.links(mail)));
        assertThat(links).anyMatch(link -> link.startsWith("/confirm/"));
        assertThat(links).anyMatch(link -> link.startsWith("/unsubscribe/"));
        assertThat(links).anyMatch(link -> link.endsWith("/erase"));
        List<String> before = rows();

        for (int time = 0; time < 2; time++) {
            for (String link : links) {
                String path = link.isEmpty() ? "/" : link;
                int expected = path.equals(used) ? 410 : 200;
                assertThat(visitor.web().get(path).statusCode()).as(path).isEqualTo(expected);
                assertThat(visitor.web().head(path).statusCode()).as(path).isEqualTo(expected);
            }
        }
        visitor.work();

        assertThat(rows()).isEqualTo(before);
        assertThat(visitor.mail()).hasSameSizeAs(mails);
    }

    /** Gets the letter that welcomes. */
    private void welcomed(String address) {
        try (TestApplication welcoming = application.another("--scrabbl.signup.welcome=true")) {
            visitor.signUp(address, "daily");
            visitor.work();
            String token = visitor.link("/confirm/").substring("/confirm/".length());
            welcoming.clock().set(application.clock().instant());
            welcoming.bean(Confirming.class).confirm(token);
        }
        visitor.work();
        assertThat(visitor.mail()).anyMatch(mail -> Visitor.text(mail).contains("Welcome to Harbour Daily"));
    }

    /** Gets the letter that asks at a new address; tells the link that was used up for it. */
    private String movedTo(String address) {
        String fresh = visitor.mail().stream()
                .flatMap(mail -> visitor.links(mail).stream())
                .filter(link -> link.endsWith("/address"))
                .findFirst()
                .orElseThrow();
        int before = visitor.mail().size();
        visitor.post(fresh, "email", address);
        visitor.work();
        assertThat(visitor.mail()).hasSize(before + 1);
        return fresh;
    }

    private List<String> rows() {
        return TABLES.stream()
                .flatMap(table -> application.jdbc().sql("SELECT * FROM " + table).query().listOfRows().stream()
                        .map(row -> table + row))
                .sorted()
                .toList();
    }
}
