package com.scrabbl.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.support.Database;
import com.scrabbl.support.Execution;
import com.scrabbl.support.NewsletterTester;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.ScriptedRelay;
import com.scrabbl.support.TestApplication;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reader who makes a pause gets nothing until its day, and then again without asking. */
@OnEachDatabase
class PauseTests {

    private static final Instant FIRST_OF_DECEMBER = Instant.parse("2026-12-01T00:00:00Z");

    private final TestApplication application;
    private final RunTester runs;
    private NewsletterTester newsletter;

    PauseTests(Database database) {
        application = TestApplication.on(database);
        runs = new RunTester(application);
    }

    @BeforeEach
    void newsletter(@TempDir Path folder) {
        newsletter = new NewsletterTester(application, folder)
                .published("Tide barrier opens")
                .declared()
                .subscribed("here@reader.example", "away@reader.example");
    }

    @Test
    void isASkippedDeliveryWithItsDay() {
        pause("away@reader.example", FIRST_OF_DECEMBER);

        Execution sent = application.run("send", "daily");

        assertThat(sent.out()).as(sent.err()).contains("accepted 1", "skipped 1", "balanced true");
        assertThat(runs.delivery("away@reader.example")).isEqualTo("SKIPPED: paused until 2026-12-01");
    }

    @Test
    void endsByItself() {
        pause("away@reader.example", FIRST_OF_DECEMBER);
        application.run("send", "daily");
        application.clock().set(FIRST_OF_DECEMBER);
        newsletter.published("Rents fall");

        Execution sent = application.run("send", "daily");

        assertThat(sent.out()).as(sent.err()).contains("accepted 2", "skipped 0");
    }

    @Test
    void thatBeginsAfterTheFreezingHoldsForTheVeryNextMessage() throws Exception {
        try (ScriptedRelay relay = new ScriptedRelay(
                (command, recipient, connection) -> command.startsWith("RCPT") ? "450 4.2.0 busy" : null)) {
            application.relayAt(relay.port());
            application.run("send", "daily");
        }
        pause("away@reader.example", FIRST_OF_DECEMBER);
        application.relayAt(application.relay().getSmtp().getPort());
        application.clock().tick(Duration.ofMinutes(30));

        Execution resumed = application.run("runs", "resume", "daily/2026-11-24T06:00:00Z");

        assertThat(resumed.out()).as(resumed.err()).contains("accepted 1", "skipped 1", "balanced true");
        assertThat(runs.delivery("away@reader.example")).isEqualTo("SKIPPED: paused until 2026-12-01");
    }

    private void pause(String address, Instant until) {
        int paused = application
                .jdbc()
                .sql("""
                        UPDATE subscription SET paused_until = ?
                        WHERE subscriber_id = (SELECT id FROM subscriber WHERE address = ?)
                        """)
                .params(until.atOffset(ZoneOffset.UTC), address)
                .update();
        assertThat(paused).isEqualTo(1);
    }
}
