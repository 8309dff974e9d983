package com.scrabbl.run.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.run.RunTester;
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
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code runs resume}: goes on with whatever is unfinished and driven by nobody. */
@OnEachDatabase
class ResumeTests {

    private static final String SLOT = "daily/2026-11-24T06:00:00Z";

    private final TestApplication application;
    private final RunTester runs;

    ResumeTests(Database database) {
        application = TestApplication.on(database);
        runs = new RunTester(application);
    }

    @BeforeEach
    void newsletter(@TempDir Path folder) {
        new NewsletterTester(application, folder)
                .published("Tide barrier opens")
                .declared()
                .subscribed("anna@reader.example");
    }

    @Test
    void waitingRunSendsWhatIsDueAndWaitsAgainForTheRest() throws Exception {
        AtomicBoolean busy = new AtomicBoolean(true);
        try (ScriptedRelay relay = new ScriptedRelay((command, recipient, connection) ->
                command.startsWith("RCPT") && busy.get() ? "450 4.2.0 busy" : null)) {
            application.relayAt(relay.port());
            application.run("send", "daily");
            busy.set(false);

            Execution early = application.run("runs", "resume", SLOT);
            application.clock().tick(Duration.ofMinutes(7));
            Execution due = application.run("runs", "resume", SLOT, "--format", "json");

            assertThat(early.exitCode()).isEqualTo(3);
            assertThat(early.out()).contains("state WAITING", "deferred 1");
            assertThat(due.exitCode()).isZero();
            assertThat(due.out()).contains("\"state\" : \"COMPLETED\"", "\"accepted\" : 1");
        }
    }

    @Test
    void runOfADeadProcessIsTakenOver() {
        application.run("send", "daily");
        runs.deliveryIs("anna@reader.example", "PLANNED", "");
        belongsTo(runs.worker(0));

        assertThat(application.run("runs", "resume", SLOT).out()).contains("state COMPLETED", "accepted 1");
    }

    @Test
    void runOfALiveProcessIsRefused() {
        application.run("send", "daily");
        belongsTo(runs.worker(60));

        Execution refused = application.run("runs", "resume", SLOT);

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("is being run by another process");
    }

    @Test
    void finishedRunIsRefused() {
        application.run("send", "daily");

        Execution refused = application.run("runs", "resume", SLOT);

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains(SLOT + " is COMPLETED: there is nothing to resume");
    }

    @Test
    void missedSlotIsRefusedWithTheCommandThatRunsIt() {
        long daily = application.bean(Newsletters.class).get("daily").id();
        application.bean(Runs.class).record(daily, TestApplication.START, SlotOutcome.missed("nothing ran"));

        Execution refused = application.run("runs", "resume", SLOT);

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("`send daily --slot 2026-11-24T06:00:00Z` runs it");
        assertThat(application
                        .run("send", "daily", "--slot", "2026-11-24T06:00:00Z")
                        .exitCode())
                .isZero();
    }

    private void belongsTo(long worker) {
        application
                .jdbc()
                .sql("UPDATE run SET state = 'RUNNING', worker_id = ?")
                .param(worker)
                .update();
        application
                .jdbc()
                .sql("UPDATE batch_job_execution SET status = 'STARTED', exit_code = 'UNKNOWN', end_time = NULL")
                .update();
    }
}
