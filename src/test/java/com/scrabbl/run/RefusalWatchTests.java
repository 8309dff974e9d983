package com.scrabbl.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.scrabbl.support.Database;
import com.scrabbl.support.Execution;
import com.scrabbl.support.NewsletterTester;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.ScriptedRelay;
import com.scrabbl.support.TestApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run goes on for hours; what it hears of a mailbox counts for other newsletters before it ends. */
@OnEachDatabase
class RefusalWatchTests {

    private static final String GONE = "gone@reader.example";
    private static final String EARLY = "early@reader.example";
    private static final String LATE = "late@reader.example";
    private static final String SLOW = "slow@reader.example";

    private final TestApplication application;
    private final RunTester runs;
    private final Path folder;
    private final CountDownLatch answer = new CountDownLatch(1);

    RefusalWatchTests(Database database, @TempDir Path folder) {
        application = TestApplication.on(database);
        runs = new RunTester(application);
        this.folder = folder;
    }

    @Test
    void mailboxThatIsGoneGetsNothingFromAnotherNewsletterWhileTheRunGoesOn() throws Exception {
        new NewsletterTester(application, folder)
                .published("Tide barrier opens")
                .declared()
                .subscribed(EARLY, GONE, LATE, SLOW);
        weekly();
        try (ScriptedRelay relay = new ScriptedRelay(this::answer)) {
            application.relayAt(relay.port());
            CompletableFuture<Execution> daily = runs.inBackground("send", "daily");
            await().until(() -> deliveries(GONE), List.of("daily REJECTED")::equals);
            assertThat(suppressed())
                    .as("the database is not asked all the time")
                    .isEmpty();

            application.clock().tick(Duration.ofSeconds(10));
            await().until(this::suppressed, List.of(GONE + " hard-bounce")::equals);
            application.run("send", "weekly");
            assertThat(deliveries(GONE)).containsExactly("daily REJECTED", "weekly SKIPPED");
            assertThat(daily).isNotDone();

            answer.countDown();
            assertThat(daily.get(30, TimeUnit.SECONDS).exitCode())
                    .as("finished, with one rejected")
                    .isEqualTo(3);
            assertThat(deliveries(SLOW)).containsExactly("daily ACCEPTED");
        }
    }

    private @Nullable String answer(String command, String recipient, int connection) {
        if (command.startsWith("RCPT") && recipient.equals(LATE)) {
            await().until(() -> deliveries(GONE), List.of("daily REJECTED")::equals);
        }
        if (command.startsWith("RCPT") && recipient.equals(GONE)) {
            // It is believed since others of the domain are taken before and after.
            await().until(() -> deliveries(EARLY), List.of("daily ACCEPTED")::equals);
            return "550 5.1.1 User unknown";
        }
        if (command.equals(".") && recipient.equals(SLOW)) {
            try {
                answer.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return null;
    }

    private void weekly() throws IOException {
        Path file = Files.writeString(folder.resolve("weekly.yml"), """
                newsletters:
                  - slug: weekly
                    name: Harbour Weekly
                    sender: { name: Harbour, address: news@harbour.example }
                    sources: [ { name: desk, file: ./feed.xml } ]
                """);
        assertThat(application.run("newsletters", "apply", file.toString()).exitCode())
                .isZero();
        application.run("subscribers", "add", GONE, "--newsletter", "weekly");
        application.run("subscribers", "add", "other@reader.example", "--newsletter", "weekly");
    }

    private List<String> suppressed() {
        return application
                .jdbc()
                .sql("SELECT address || ' ' || cause FROM suppression")
                .query(String.class)
                .list();
    }

    private List<String> deliveries(String address) {
        return application.jdbc().sql("""
                SELECT n.slug || ' ' || d.state FROM delivery d
                JOIN edition e ON e.id = d.edition_id JOIN newsletter n ON n.id = e.newsletter_id
                JOIN subscription s ON s.id = d.subscription_id JOIN subscriber p ON p.id = s.subscriber_id
                WHERE p.address = ?
                ORDER BY n.slug
                """).param(address).query(String.class).list();
    }
}
