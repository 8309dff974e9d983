package com.scrabbl.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scrabbl.delivery.Progress;
import com.scrabbl.delivery.Worker;
import com.scrabbl.edition.Edition;
import com.scrabbl.edition.Editions;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.run.RunTester.SlowRelay;
import com.scrabbl.run.schedule.ScheduleTester;
import com.scrabbl.support.Database;
import com.scrabbl.support.Execution;
import com.scrabbl.support.NewsletterTester;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.ScriptedRelay;
import com.scrabbl.support.TestApplication;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes on one database: never the same row, never the same slot twice, and a take-over only from the dead. */
@OnEachDatabase
class TakeOverTests {

    private static final String SLOT = "daily/2026-11-24T06:00:00Z";

    /** The other process of each database, kept for all tests. */
    private static final Map<Database, TestApplication> OTHERS = new EnumMap<>(Database.class);

    private final TestApplication application;
    private final RunTester runs;
    private final TestApplication other;
    private NewsletterTester newsletter;

    TakeOverTests(Database database) {
        application = TestApplication.on(database);
        other = OTHERS.computeIfAbsent(database, one -> application.another());
        other.clock().set(TestApplication.START);
        runs = new RunTester(application);
    }

    @BeforeEach
    void newsletter(@TempDir Path folder) {
        newsletter = new NewsletterTester(application, folder);
        newsletter.published("Tide barrier opens").declared("schedule: { cron: \"0 * * * *\", zone: UTC }");
    }

    @AfterAll
    static void close() {
        OTHERS.values().forEach(TestApplication::close);
        OTHERS.clear();
    }

    @Test
    void processesThatLookForWhatIsDueAtOnceRecordEachSlotOnceAndSendEachMessageOnce() throws Exception {
        newsletter.subscribed(RunTester.readers(20));
        List<TestApplication> both = List.of(application, other);
        both.forEach(one -> one.clock().tick(Duration.ofHours(1).plusSeconds(3)));
        try (ScriptedRelay relay = new ScriptedRelay((command, recipient, connection) -> null)) {
            both.forEach(one -> one.relayAt(relay.port()));
            List<ScheduleTester> schedules =
                    both.stream().map(ScheduleTester::new).toList();
            inParallel(schedules.stream().map(one -> one::recordSlots));
            assertThat(application.bean(Runs.class).latest(9)).hasSize(1);

            schedules.forEach(ScheduleTester::drive);
            Awaitility.await().until(() -> runs.run().state() == RunState.COMPLETED);
            schedules.forEach(ScheduleTester::cease);

            assertThat(relay.journal())
                    .hasSize(20)
                    .extracting(ScriptedRelay.Taken::recipient)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void oneOfManyThatClaimADeadOnesRunAtOnceGetsIt() {
        newsletter.subscribed("anna@reader.example");
        application.run("send", "daily");
        for (int time = 0; time < 10; time++) {
            belongsTo(runs.worker(0));
            Run run = runs.run();
            List<Boolean> taken = new java.util.concurrent.CopyOnWriteArrayList<>();
            inParallel(Stream.of(application, other)
                    .map(one -> () -> taken.add(one.bean(RunOwners.class)
                            .claim(run, one.bean(Worker.class).id(), Claim.GO_ON))));
            assertThat(taken).containsExactlyInAnyOrder(true, false);
        }
    }

    @Test
    void liveSendersRunIsNotTakenAndADeadOnesIsRecoveredWithWhatBatchKnows() throws Exception {
        newsletter.subscribed(RunTester.readers(30));
        try (SlowRelay relay = new SlowRelay(8)) {
            application.relayAt(relay.port());
            other.relayAt(relay.port());
            CompletableFuture<Execution> sending = runs.inBackground("send", "daily");
            relay.awaitInFlight();

            assertThat(other.run("runs", "resume", SLOT).exitCode()).isEqualTo(2);
            assertThat(other.bean(Runs.class).due(other.bean(Worker.class).id()))
                    .isEmpty();
            lapse();
            long successor = other.bean(Worker.class).id();
            CompletableFuture<Execution> resuming =
                    CompletableFuture.supplyAsync(() -> other.run("runs", "resume", SLOT));
            Awaitility.await()
                    .until(() -> application
                                    .jdbc()
                                    .sql("SELECT count(*) FROM delivery WHERE state = 'SENDING' AND worker_id = ?")
                                    .param(successor)
                                    .query(Long.class)
                                    .single()
                            > 0);
            relay.answer();
            Execution resumed = resuming.get(20, TimeUnit.SECONDS);
            sending.get(20, TimeUnit.SECONDS);

            assertThat(resumed.out()).as(resumed.err()).contains("state COMPLETED", "balanced true");
            assertThat(runs.run().state()).isEqualTo(RunState.COMPLETED);
            assertThat(relay.journal())
                    .extracting(ScriptedRelay.Taken::recipient)
                    .doesNotHaveDuplicates();
            Summary summary = application.bean(Summaries.class).get(SLOT);
            assertThat(summary.accepted()).isEqualTo(relay.journal().size());
            assertThat(summary.accepted() + summary.unknown()).isEqualTo(30);
        }
    }

    @Test
    void formerOwnerRecordsNothingOfTheRunAnyMore() {
        newsletter.subscribed("anna@reader.example");
        application.run("send", "daily");
        Executions executions = application.bean(Executions.class);
        Run run = runs.run();
        executions.begin(run.id(), new Progress());
        executions.claimed(run.id(), application.bean(Worker.class).id());
        belongsTo(other.bean(Worker.class).id());

        RunOwners former = application.bean(RunOwners.class);
        try {
            assertThatThrownBy(() -> former.end(run, RunState.COMPLETED, null, null))
                    .isInstanceOf(RunLostException.class);
            assertThatThrownBy(() -> former.frozen(run, 1)).isInstanceOf(RunLostException.class);
        } finally {
            executions.end(run.id());
        }
        assertThat(runs.run().state()).isEqualTo(RunState.RUNNING);
    }

    @Test
    void freezingAfterAnotherProcessHasCountedAddsNothing() {
        newsletter.subscribed("anna@reader.example");
        application.run("send", "daily");
        application.jdbc().sql("UPDATE edition SET audience = NULL").update();
        application.jdbc().sql("DELETE FROM delivery").update();
        Edition edition = application.bean(Editions.class).get(SLOT);

        assertThat(application.bean(FrozenAudience.class).freeze(edition, () -> false))
                .isTrue();
        newsletter.subscribed("late@reader.example");
        assertThat(other.bean(FrozenAudience.class).freeze(edition, () -> false))
                .isTrue();

        assertThat(application.run("runs", "show", SLOT).out()).contains("candidates 1", "planned 1", "balanced true");
    }

    @Test
    void freezingThatIsStoppedBetweenSlicesCountsNothing() {
        newsletter.subscribed("anna@reader.example");
        application.run("send", "daily");
        application.jdbc().sql("UPDATE edition SET audience = NULL").update();

        assertThat(application
                        .bean(FrozenAudience.class)
                        .freeze(application.bean(Editions.class).get(SLOT), () -> true))
                .isFalse();
        assertThat(application.bean(Editions.class).get(SLOT).audience()).isNull();
    }

    @Test
    void runWhoseEndCouldNotBeRecordedIsDueAgainInTheSameProcess() {
        newsletter.subscribed("anna@reader.example");
        application.run("send", "daily");
        long self = application.bean(Worker.class).id();

        belongsTo(self);

        assertThat(application.bean(Runs.class).due(self)).hasSize(1);
        assertThat(other.bean(Runs.class).due(other.bean(Worker.class).id())).isEmpty();
    }

    @Test
    void processThatEndsBeforeTheRelayAnswersLeavesItsRunFailedAndDueAtOnce() throws Exception {
        newsletter.subscribed("anna@reader.example");
        application.bean(Newsletters.class).get("daily");
        try (SlowRelay relay = new SlowRelay(1);
                TestApplication leaving = application.another()) {
            leaving.relayAt(relay.port());
            CompletableFuture<Execution> sending = CompletableFuture.supplyAsync(() -> leaving.run("send", "daily"));
            relay.awaitInFlight();

            leaving.bean(Goodbye.class).say(Duration.ofMillis(200));

            Run run = runs.run();
            assertThat(run.state()).isEqualTo(RunState.FAILED);
            assertThat(run.reason()).contains("did not answer within 0 s", "UNKNOWN");
            assertThat(run.dueAt()).isEqualTo(TestApplication.START);
            relay.answer();
            sending.get(20, TimeUnit.SECONDS);
        }
    }

    private void belongsTo(long worker) {
        application
                .jdbc()
                .sql("UPDATE run SET state = 'RUNNING', worker_id = ?")
                .param(worker)
                .update();
    }

    /** As if the first process had not been heard of for long. */
    private void lapse() {
        application
                .jdbc()
                .sql("UPDATE worker SET leased_until = CURRENT_TIMESTAMP WHERE id = ?")
                .param(application.bean(Worker.class).id())
                .update();
    }

    private static void inParallel(Stream<Runnable> tasks) {
        List<CompletableFuture<Void>> all =
                new ArrayList<>(tasks.map(CompletableFuture::runAsync).toList());
        all.forEach(CompletableFuture::join);
    }
}
