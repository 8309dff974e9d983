package com.scrabbl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.support.Database;
import com.scrabbl.support.Execution;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.TestApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnEachDatabase
class SubscribersCommandTests {

    @TempDir
    Path folder;

    private final TestApplication application;

    SubscribersCommandTests(Database database) {
        application = TestApplication.on(database);
    }

    @BeforeEach
    void declareNewsletters() throws IOException {
        Path file = Files.writeString(folder.resolve("newsletters.yml"), """
                newsletters:
                  - { slug: daily, name: Harbour Daily, sender: { address: news@harbour.example } }
                  - { slug: weekly, name: Harbour Weekly, sender: { address: news@harbour.example } }
                """);
        application.run("newsletters", "apply", file.toString());
    }

    @Test
    void importTellsWhatItDid() throws IOException {
        application.run("suppressions", "add", "gone@mail.example", "--cause", "hard-bounce");

        Execution execution = imported("""
                email,name
                ada@mail.example,Ada
                gone@mail.example,Bob
                wrong,Cy
                ada@mail.example,Di
                """, "--format", "json");

        assertThat(execution.exitCode()).isEqualTo(3);
        assertThat(execution.err()).isEqualTo("Line 4: \"wrong\" is not an e-mail address: there is no @ in it\n");
        assertThat(execution.out().replaceAll("\\s+", ""))
                .startsWith("{\"lines\":4,\"new\":1,\"existing\":0,\"held_back\":{\"hard-bounce\":1},"
                        + "\"duplicates\":1,\"rejected\":1,\"rejected_file\":");
        assertThat(folder.resolve("list.csv.rejected.csv")).exists();
    }

    @Test
    void aDryRunWritesNothing() throws IOException {
        Execution execution = imported("email\nada@mail.example\n", "--dry-run");

        assertThat(execution.exitCode()).isZero();
        assertThat(execution.err()).isEqualTo("Nothing was written.\n");
        assertThat(execution.out()).startsWith("lines 1\nnew 1\nexisting 0\n");
        assertThat(application.run("subscribers", "list", "--format", "json").out())
                .isEqualTo("[]\n");
    }

    @Test
    void whatIsNoListOrForNoNewsletterIsRefusedBeforeAnythingIsWritten() throws IOException {
        assertThat(imported("name\nAda\n")).satisfies(refused -> {
            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.err()).contains("has no column \"email\"");
        });
        assertThat(application.run("subscribers", "import", "none.csv", "--newsletter", "daily"))
                .isEqualTo(new Execution(2, "", "none.csv is not a file\n"));
        Files.writeString(folder.resolve("list.csv"), "email\nada@mail.example\n");
        assertThat(application
                        .run("subscribers", "import", folder.resolve("list.csv").toString(), "--newsletter", "dayly")
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void showTellsEverythingOfOnePerson() throws IOException {
        imported("email,name,topics,city\nAda@mail.example,Ada,art|sport,London\n");
        application.run("suppressions", "add", "ada@mail.example", "--cause", "complaint", "--note", "report 7");
        deliver("ada@mail.example");

        Execution shown = application.run("subscribers", "show", "ADA@mail.example", "--format", "json");

        assertThat(shown.exitCode()).isZero();
        assertThat(shown.out().replaceAll("\\s+", ""))
                .contains("\"email\":\"Ada@mail.example\"", "\"name\":\"Ada\"", "\"attributes\":{\"city\":\"London\"}")
                .contains("\"subscriptions\":[{\"newsletter\":\"daily\",\"state\":\"ACTIVE\","
                        + "\"topics\":[\"art\",\"sport\"],\"since\":\"2026-11-24T06:00:00Z\"}]")
                .contains("\"consents\":[{\"newsletter\":\"daily\",\"event\":\"GIVEN\",\"origin\":\"IMPORT\"")
                .contains("\"suppression\":{\"cause\":\"complaint\",\"evidence\":\"report7\"")
                .contains("\"deliveries\":[{\"edition\":\"daily/2026-11-24T05:00:00Z\",\"state\":\"ACCEPTED\"");
    }

    @Test
    void addAndEndWorkAtOnce() {
        assertThat(application.run("subscribers", "add", "ada@mail.example", "--newsletter", "daily"))
                .isEqualTo(new Execution(0, "", "ada@mail.example gets daily from now on.\n"));
        application.run("subscribers", "add", "ada@mail.example", "--newsletter", "weekly");

        assertThat(application.run("subscribers", "end", "ada@mail.example", "--newsletter", "daily"))
                .isEqualTo(new Execution(0, "", "ada@mail.example gets daily no longer.\n"));
        assertThat(application.run("subscribers", "end", "ada@mail.example").err())
                .isEqualTo("ada@mail.example had left daily before.\nada@mail.example gets weekly no longer.\n");
        assertThat(application.run("subscribers", "list", "--format", "csv").out())
                .isEqualTo("email,name,language,time_zone,subscriptions,created_at\r\n"
                        + "ada@mail.example,,,,daily=ENDED weekly=ENDED,2026-11-24T06:00:00Z\r\n");
    }

    @Test
    void aSuppressedAddressIsNotAdded() {
        application.run("suppressions", "add", "ada@mail.example", "--cause", "manual", "--note", "asked by phone");

        Execution refused = application.run("subscribers", "add", "ada@mail.example", "--newsletter", "daily");

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).startsWith("ada@mail.example is suppressed (manual) and was not added;");
    }

    @Test
    void unknownAndImpossibleAddressesAreRefused() {
        assertThat(application.run("subscribers", "show", "nobody@mail.example"))
                .isEqualTo(new Execution(2, "", "There is no subscriber nobody@mail.example.\n"));
        assertThat(application.run("subscribers", "end", "nobody@mail.example").exitCode())
                .isEqualTo(2);
        assertThat(application.run("subscribers", "show", "nobody")).satisfies(refused -> {
            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.err()).contains("there is no @ in it");
        });
        application.run("subscribers", "add", "ada@mail.example", "--newsletter", "daily");
        assertThat(application.run("subscribers", "end", "ada@mail.example", "--newsletter", "weekly"))
                .isEqualTo(new Execution(2, "", "ada@mail.example has no subscription to weekly.\n"));
    }

    @Test
    void suppressionsAreListedAndRemoved() {
        application.run("suppressions", "add", "Ada@mail.example", "--cause", "manual", "--note", "=1+1");

        assertThat(application.run("suppressions", "list", "--format", "csv").out())
                .isEqualTo("address,cause,evidence,since,expires_at\r\n"
                        + "ada@mail.example,manual,'=1+1,2026-11-24T06:00:00Z,\r\n");
        assertThat(application.run("suppressions", "remove", "ada@mail.example", "--note", "a mistake"))
                .isEqualTo(new Execution(0, "", "ada@mail.example is no longer suppressed (manual).\n"));
        assertThat(application.run("suppressions", "remove", "ada@mail.example", "--note", "again"))
                .isEqualTo(new Execution(2, "", "ada@mail.example is not suppressed.\n"));
        assertThat(application.run("suppressions", "add", "ada@mail.example", "--cause", "bounce"))
                .satisfies(refused -> {
                    assertThat(refused.exitCode()).isEqualTo(2);
                    assertThat(refused.err()).contains("causes are hard-bounce, soft-bounces");
                });
    }

    private Execution imported(String text, String... options) throws IOException {
        Path file = Files.writeString(folder.resolve("list.csv"), text);
        String[] command = {"subscribers", "import", file.toString(), "--newsletter", "daily"};
        return application.run(java.util.stream.Stream.of(command, options)
                .flatMap(java.util.Arrays::stream)
                .toArray(String[]::new));
    }

    private void deliver(String address) {
        application.jdbc().sql("""
                        INSERT INTO edition (newsletter_id, slot, uid, settings, model, highest_first_seen, frozen_at)
                        SELECT id, TIMESTAMP WITH TIME ZONE '2026-11-24 05:00:00+00', 'u1', '{}', '{}', 0, current_timestamp
                        FROM newsletter
                        WHERE slug = 'daily'
                        """).update();
        application.jdbc().sql("""
                        INSERT INTO delivery (id, edition_id, subscription_id, state)
                        SELECT e.id * 1000000000000 + n.id, e.id, n.id, 'ACCEPTED'
                        FROM edition e
                        JOIN subscription n ON n.newsletter_id = e.newsletter_id
                        JOIN subscriber s ON s.id = n.subscriber_id
                        WHERE s.address = :address
                        """).param("address", address).update();
    }
}
