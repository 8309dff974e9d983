package com.scrabbl.run.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.delivery.Worker;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.run.RunOwners;
import com.scrabbl.run.RunTester;
import com.scrabbl.run.RunTester.SlowRelay;
import com.scrabbl.run.Runs;
import com.scrabbl.run.SlotOutcome;
import com.scrabbl.support.Database;
import com.scrabbl.support.Execution;
import com.scrabbl.support.NewsletterTester;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.ScriptedRelay;
import com.scrabbl.support.TestApplication;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code runs stop}: messages in flight are settled, the rest stays due, and nothing is unknown. */
@OnEachDatabase
class StopTests {

    private static final String SLOT = "daily/2026-11-24T06:00:00Z";

    private final TestApplication application;
    private final RunTester runs;
    private NewsletterTester newsletter;

    StopTests(Database database) {
        application = TestApplication.on(database);
        runs = new RunTester(application);
    }

    @BeforeEach
    void newsletter(@TempDir Path folder) {
        newsletter = new NewsletterTester(application, folder);
        newsletter.published("Tide barrier opens").declared();
    }

    @Test
    void senderFinishesWhatIsInFlightAndAResumeSendsTheRest() throws Exception {
        newsletter.subscribed(RunTester.readers(20));
        try (SlowRelay relay = new SlowRelay(8)) {
            application.relayAt(relay.port());
            CompletableFuture<Execution> sending = runs.inBackground("send", "daily");
            relay.awaitInFlight();

            CompletableFuture<Execution> stopping = runs.inBackground("runs", "stop", SLOT);
            Awaitility.await().until(runs::isToStop);
            relay.answer();
            Execution stopped = stopping.get(20, TimeUnit.SECONDS);
            Execution sent = sending.get(20, TimeUnit.SECONDS);

            assertThat(stopped.exitCode()).as(stopped.err()).isZero();
            assertThat(stopped.out())
                    .contains("state STOPPED", "reason stopped by an operator at 2026-11-24T06:00:00Z")
                    .contains("planned 12", "sending 0", "accepted 8", "unknown 0", "balanced true");
            assertThat(sent.exitCode()).isEqualTo(3);
            assertThat(relay.journal()).hasSize(8);

            application.clock().tick(Duration.ofMinutes(1));
            Execution left = application.run("send", "daily");
            assertThat(left.err() + left.out()).doesNotContain("went on").contains("NOTHING_NEW");
            Execution refused = application.run("send", "daily", "--slot", "2026-11-24T06:00:00Z");
            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.err()).contains("is STOPPED: `runs resume", "goes on");

            Execution resumed = application.run("runs", "resume", SLOT);
            assertThat(resumed.exitCode()).as(resumed.err()).isZero();
            assertThat(resumed.out()).contains("state COMPLETED", "accepted 20");
            assertThat(relay.journal())
                    .extracting(ScriptedRelay.Taken::recipient)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void stopThatComesWhenNothingIsOpenAnyMoreCompletesTheRun() throws Exception {
        newsletter.subscribed("anna@reader.example");
        try (SlowRelay relay = new SlowRelay(1)) {
            application.relayAt(relay.port());
            CompletableFuture<Execution> sending = runs.inBackground("send", "daily");
            relay.awaitInFlight();
            CompletableFuture<Execution> stopping = runs.inBackground("runs", "stop", SLOT);
            Awaitility.await().until(runs::isToStop);
            relay.answer();

            assertThat(stopping.get(20, TimeUnit.SECONDS).out()).contains("state COMPLETED", "accepted 1");
            assertThat(sending.get(20, TimeUnit.SECONDS).exitCode()).isZero();
        }
    }

    @Test
    void waitingRunIsStoppedAtOnceAndLeftAloneWhenItIsDue() throws Exception {
        newsletter.subscribed("anna@reader.example");
        try (ScriptedRelay relay = new ScriptedRelay(
                (command, recipient, connection) -> command.startsWith("RCPT") ? "450 4.2.0 greylisted" : null)) {
            application.relayAt(relay.port());
            application.run("send", "daily");

            Execution stopped = application.run("runs", "stop", SLOT);
            application.clock().tick(Duration.ofHours(1));

            assertThat(stopped.out()).contains("state STOPPED", "deferred 1");
            assertThat(application
                            .bean(Runs.class)
                            .due(application.bean(Worker.class).id()))
                    .isEmpty();
            assertThat(application.run("runs", "stop", SLOT).exitCode()).isEqualTo(2);
        }
    }

    @Test
    void runOfADeadProcessIsStoppedAtOnceAndWhatItHadInFlightIsUnknown() {
        newsletter.subscribed("anna@reader.example", "ben@reader.example");
        application.run("send", "daily");
        long gone = runs.worker(0);
        runs.deliveryIs("anna@reader.example", "PLANNED", "");
        runs.deliveryIs("ben@reader.example", "SENDING", "");
        application
                .jdbc()
                .sql("UPDATE run SET state = 'RUNNING', worker_id = ?")
                .param(gone)
                .update();

        Execution stopped = application.run("runs", "stop", SLOT);

        assertThat(stopped.out()).contains("state STOPPED", "planned 1", "unknown 1");
    }

    @Test
    void wordBeforeTheFirstPartStopsTheRunBeforeAnythingIsFrozenAndAResumeDoesIt() {
        newsletter.subscribed("anna@reader.example");
        application
                .bean(Runs.class)
                .record(
                        application.bean(Newsletters.class).get("daily").id(),
                        TestApplication.START,
                        SlotOutcome.due());
        application.bean(RunOwners.class).askToStop(runs.run());

        Execution sent = application.run("send", "daily", "--slot", TestApplication.START.toString());

        assertThat(sent.exitCode()).isEqualTo(3);
        assertThat(sent.out()).contains("state STOPPED", "articles 0");
        assertThat(application.run("runs", "resume", SLOT).out()).contains("state COMPLETED", "accepted 1");
    }

    @Test
    void finishedRunIsNotStopped() {
        newsletter.subscribed("anna@reader.example");
        application.run("send", "daily");

        Execution refused = application.run("runs", "stop", SLOT);

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains(SLOT + " is COMPLETED");
        assertThat(application.run("runs", "stop", "4711").exitCode()).isEqualTo(2);
        // What has no effect has no entry, and what has one has one.
        application.run("runs", "resume", SLOT);
        application.run("send", "daily", "--slot", "2026-11-24T06:00:00Z");
        assertThat(application
                        .run("audit", "list", "--about", "daily", "--format", "csv")
                        .out()
                        .lines()
                        .filter(line -> line.contains(",send,") || line.contains(",runs ")))
                .singleElement()
                .asString()
                .contains(",send,daily");
    }

    @Test
    void senderThatDoesNotEndInTimeIsSaidSo() throws Exception {
        newsletter.subscribed("anna@reader.example");
        try (SlowRelay relay = new SlowRelay(1)) {
            application.relayAt(relay.port());
            CompletableFuture<Execution> sending = runs.inBackground("send", "daily");
            relay.awaitInFlight();

            Stopping stopping = application.bean(Stopping.class);
            assertThat(stopping.ask(SLOT)).isTrue();
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> stopping.await(SLOT, Duration.ofMillis(300)))
                    .isInstanceOf(RunStillGoingException.class)
                    .hasMessageContaining("has not ended within");
            relay.answer();
            sending.get(20, TimeUnit.SECONDS);
        }
    }
}
