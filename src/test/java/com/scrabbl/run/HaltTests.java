package com.scrabbl.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.delivery.Endings;
import com.scrabbl.delivery.Worker;
import com.scrabbl.support.Database;
import com.scrabbl.support.Execution;
import com.scrabbl.support.NewsletterTester;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.ScriptedRelay;
import com.scrabbl.support.TestApplication;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that makes no sense to go on with is HALTED, says what to do, and is left alone until it is resumed. */
@OnEachDatabase
class HaltTests {

    private static final String SLOT = "daily/2026-11-24T06:00:00Z";

    private final TestApplication application;
    private final RunTester runs;

    HaltTests(Database database) {
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
    void relayThatRefusesUsHaltsTheRunUntilItIsResumed() throws IOException {
        AtomicReference<@Nullable String> ehlo = new AtomicReference<>("550 5.7.1 we do not know you");
        try (ScriptedRelay relay = refusing(ehlo)) {
            application.relayAt(relay.port());

            Execution halted = application.run("send", "daily");

            assertThat(halted.exitCode()).as(halted.err()).isEqualTo(1);
            assertThat(halted.out()).contains("state HALTED");
            assertThat(halted.err())
                    .contains(SLOT + " is HALTED", "we do not know you", "check spring.mail.", "Then `runs resume");
            application.clock().tick(Duration.ofHours(1));
            assertThat(application
                            .bean(Runs.class)
                            .due(application.bean(Worker.class).id()))
                    .isEmpty();
            assertThat(application
                            .run("send", "daily", "--slot", "2026-11-24T06:00:00Z")
                            .err())
                    .contains("is HALTED: `runs resume");
            ehlo.set(null);
            assertThat(application.run("runs", "resume", SLOT).out()).contains("state COMPLETED", "accepted 1");
        }
    }

    @Test
    void policyOfOneDomainHoldsItsReadersOnlyAndResumingReachesTheRestOfThem() throws IOException {
        application.run("subscribers", "add", "berta@other.example", "--newsletter", "daily");
        for (String reader : RunTester.readers(60)) {
            application.run("subscribers", "add", reader, "--newsletter", "daily");
        }
        AtomicReference<@Nullable String> policy = new AtomicReference<>("550 5.7.1 refused by policy");
        try (ScriptedRelay relay = new ScriptedRelay((command, recipient, connection) ->
                command.startsWith("RCPT") && command.contains("@reader.example") ? policy.get() : null)) {
            application.relayAt(relay.port());

            Execution waiting = application.run("send", "daily");

            assertThat(waiting.exitCode()).as(waiting.err()).isEqualTo(3);
            assertThat(waiting.out()).contains("state WAITING", "accepted 1");
            assertThat(runs.run().reason())
                    .contains("still to be made", "reader.example refused 3 readers in succession", "which policy");
            application.clock().tick(Duration.ofMinutes(15));
            Execution tried = application.run("send", "daily", "--slot", "2026-11-24T06:00:00Z");
            assertThat(tried.out())
                    .as("one try that is refused halts nothing")
                    .contains("state WAITING", "reader.example still refuses us");
            policy.set(null);
            Execution resumed = application.run("runs", "resume", SLOT);
            assertThat(resumed.out()).contains("state COMPLETED", "deferred 0");
            assertThat(relay.journal())
                    .extracting(ScriptedRelay.Taken::recipient)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void relayThatIsBusyIsNoHalt() throws IOException {
        try (ScriptedRelay relay = refusing(new AtomicReference<>("421 4.3.2 later"))) {
            application.relayAt(relay.port());

            assertThat(application.run("send", "daily").exitCode()).isEqualTo(1);
            assertThat(runs.run().state()).isEqualTo(RunState.FAILED);
        }
    }

    @Test
    void passThatHaltedOrPausedEndsTheRunSoWhileRowsAreOpen() {
        application.run("send", "daily");
        Instant until = TestApplication.START.plus(Duration.ofMinutes(15));

        runs.deliveryIs("anna@reader.example", "PLANNED", "");
        reckonAfter(Endings.halted("three in succession were refused"));
        assertThat(runs.run().state()).isEqualTo(RunState.HALTED);
        assertThat(runs.run().reason()).startsWith("three in succession were refused Then `runs resume ");
        assertThat(runs.run().dueAt()).isNull();

        reckonAfter(Endings.paused("the relay is busy", until));
        assertThat(runs.run().state()).isEqualTo(RunState.WAITING);
        assertThat(runs.run().dueAt()).isEqualTo(until);

        runs.deliveryIs("anna@reader.example", "EXPIRED", "the shelf life ended");
        reckonAfter(Endings.halted("three in succession were refused"));
        assertThat(runs.run().state()).isEqualTo(RunState.COMPLETED);
    }

    private void reckonAfter(com.scrabbl.delivery.Ending ending) {
        Run run = runs.run();
        long self = application.bean(Worker.class).id();
        Executions executions = application.bean(Executions.class);
        application
                .jdbc()
                .sql("UPDATE run SET state = 'RUNNING', worker_id = ?")
                .param(self)
                .update();
        executions.begin(run.id(), new com.scrabbl.delivery.Progress());
        executions.claimed(run.id(), self);
        executions.ended(run.id(), ending);
        application.bean(Reckoning.class).endsOpen(run);
        executions.end(run.id());
    }

    private static ScriptedRelay refusing(AtomicReference<@Nullable String> ehlo) {
        return new ScriptedRelay((command, recipient, connection) ->
                command.startsWith("EHLO") || command.startsWith("HELO") ? ehlo.get() : null);
    }
}
