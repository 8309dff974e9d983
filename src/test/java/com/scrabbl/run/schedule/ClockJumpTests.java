package com.scrabbl.run.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.newsletter.Pauses;
import com.scrabbl.run.RunTester;
import com.scrabbl.run.Runs;
import com.scrabbl.support.Database;
import com.scrabbl.support.Execution;
import com.scrabbl.support.NewsletterTester;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.ScriptedRelay;
import com.scrabbl.support.ScriptedRelay.Script;
import com.scrabbl.support.ScriptedRelay.Taken;
import com.scrabbl.support.TestApplication;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.support.TransactionOperations;

/** A clock that is set forward or back by an hour in the middle of the work changes when, not what. */
@OnEachDatabase
class ClockJumpTests {

    private static final int READERS = 60;

    private final TestApplication application;
    private NewsletterTester newsletter;

    ClockJumpTests(Database database) {
        application = TestApplication.on(database);
    }

    @BeforeEach
    void newsletter(@TempDir Path folder) {
        newsletter = new NewsletterTester(application, folder).published("Tide barrier opens");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, -1})
    void ofThisMachineInTheMiddleOfASend(int hours) throws IOException {
        newsletter.declared().subscribed(RunTester.readers(READERS));
        AtomicInteger dots = new AtomicInteger();
        AtomicInteger tries = new AtomicInteger();
        Script script = (command, recipient, connection) -> {
            if (command.equals(".") && dots.incrementAndGet() == 10) {
                application.clock().tick(Duration.ofHours(hours));
            }
            boolean greylisted = command.startsWith("RCPT") && recipient.startsWith("reader3@");
            return greylisted && tries.incrementAndGet() == 1 ? "450 4.2.0 greylisted" : null;
        };
        try (ScriptedRelay relay = new ScriptedRelay(script)) {
            application.relayAt(relay.port());

            Execution sent = application.run("send", "daily");
            application.clock().tick(Duration.ofHours(2));
            application.run("send", "daily");

            assertThat(sent.out()).contains("accepted " + (READERS - 1), "deferred 1", "balanced true");
            assertThat(relay.journal())
                    .extracting(Taken::recipient)
                    .hasSize(READERS)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void ofTheDatabaseMakesTheLeaseLapseAndNothingUnknown() throws IOException {
        newsletter.declared().subscribed(RunTester.readers(READERS));
        AtomicInteger dots = new AtomicInteger();
        Script script = (command, recipient, connection) -> {
            if (command.equals(".") && dots.incrementAndGet() == 10) {
                application
                        .jdbc()
                        .sql("UPDATE worker SET leased_until = leased_until - INTERVAL '1' HOUR")
                        .update();
            }
            return null;
        };
        try (ScriptedRelay relay = new ScriptedRelay(script)) {
            application.relayAt(relay.port());

            Execution cut = application.run("send", "daily", "--slot", "2026-11-24T06:00:00Z");
            Execution again = application.run("send", "daily", "--slot", "2026-11-24T06:00:00Z");

            assertThat(cut.exitCode()).isEqualTo(1);
            assertThat(again.exitCode()).as(again.err()).isZero();
            assertThat(again.out()).contains("accepted " + READERS, "unknown 0", "balanced true");
            assertThat(relay.journal())
                    .extracting(Taken::recipient)
                    .hasSize(READERS)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void slotIsDueAndNotMissedWhenTheClockJumpsOverIt() {
        newsletter.declared("schedule: { cron: \"0 7 * * *\", zone: UTC }");
        Slots slots = slots();
        application.clock().tick(Duration.ofMinutes(30));
        slots.record();

        application.clock().tick(Duration.ofHours(1));
        slots.record();
        application.clock().tick(Duration.ofHours(-1));
        slots.record();
        application.clock().tick(Duration.ofMinutes(31));
        slots.record();

        assertThat(new RunTester(application).latest(10))
                .extracting(run -> run.name() + " " + run.state())
                .containsExactly("daily/2026-11-24T07:00:00Z WAITING");
    }

    private Slots slots() {
        return new Slots(
                application.bean(Newsletters.class),
                application.bean(Pauses.class),
                application.bean(Runs.class),
                application.bean(PausedRuns.class),
                application.bean(TransactionOperations.class),
                application.clock());
    }
}
