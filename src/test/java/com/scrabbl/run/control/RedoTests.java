package com.scrabbl.run.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scrabbl.delivery.Progress;
import com.scrabbl.run.Claim;
import com.scrabbl.run.EditionLock;
import com.scrabbl.run.RunDriver;
import com.scrabbl.run.RunState;
import com.scrabbl.run.RunTester;
import com.scrabbl.support.Database;
import com.scrabbl.support.Execution;
import com.scrabbl.support.NewsletterTester;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.ScriptedRelay;
import com.scrabbl.support.TestApplication;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.support.TransactionOperations;

/** {@code runs redo}: the frozen edition once more for those who did not get it through no fault of theirs. */
@OnEachDatabase
class RedoTests {

    private static final String SLOT = "daily/2026-11-24T06:00:00Z";
    private static final Pattern MESSAGE_ID = Pattern.compile("(?m)^Message-ID:\\s*(<.*>)");

    private final TestApplication application;
    private final RunTester runs;
    private final ScriptedRelay relay = new ScriptedRelay((command, recipient, connection) -> null);
    private NewsletterTester newsletter;

    RedoTests(Database database) {
        application = TestApplication.on(database);
        runs = new RunTester(application);
    }

    @BeforeEach
    void sentWithTrouble(@TempDir Path folder) {
        newsletter = new NewsletterTester(application, folder)
                .published("Tide barrier opens")
                .declared()
                .subscribed(
                        "accepted@reader.example",
                        "ours@reader.example",
                        "message@reader.example",
                        "theirs@reader.example",
                        "expired@reader.example",
                        "unknown@reader.example");
        application.relayAt(relay.port());
        application.run("send", "daily");
        runs.deliveryIs("ours@reader.example", "REJECTED", "ours: refused by policy");
        runs.deliveryIs("message@reader.example", "REJECTED", "message: the message was refused");
        runs.deliveryIs("theirs@reader.example", "REJECTED", "theirs: no such mailbox or host");
        runs.deliveryIs("expired@reader.example", "EXPIRED", "the shelf life ended");
        runs.deliveryIs("unknown@reader.example", "UNKNOWN", "killed while sending");
        application.clock().tick(Duration.ofDays(2));
        newsletter.subscribed("joined@reader.example", "suppressed@reader.example");
        application.run("suppressions", "add", "suppressed@reader.example", "--cause", "manual");
    }

    @AfterEach
    void close() throws java.io.IOException {
        relay.close();
    }

    @Test
    void withoutYesItOnlyCounts() {
        Execution plain = application.run("runs", "redo", SLOT, "--format", "csv");
        Execution all = application.run("runs", "redo", SLOT, "--unknown", "--joined", "--format", "csv");

        assertThat(plain.exitCode()).as(plain.err()).isZero();
        assertThat(plain.out()).isEqualToNormalizingNewlines("rejected,expired,unknown,joined,total\n2,1,0,0,3\n");
        assertThat(plain.err()).contains("Nothing was changed. --yes goes", "1 unknown outcome is left alone");
        assertThat(all.out()).contains("2,1,1,2,6");
        assertThat(runs.latest(9)).hasSize(1);
    }

    @Test
    void nextRoundReachesThemWithTheSameMessageIdAndFreshShelfLife() {
        List<String> before = messageIds("ours@reader.example");

        Execution redone = application.run("runs", "redo", SLOT, "--yes");

        assertThat(redone.exitCode()).as(redone.err()).isEqualTo(3);
        assertThat(redone.err()).contains("rejected 2, expired 1, unknown 0, joined 0");
        assertThat(redone.out())
                .contains("round 1", "state COMPLETED", "candidates 6", "accepted 4", "rejected 1", "unknown 1");
        assertThat(relay.journal())
                .extracting(ScriptedRelay.Taken::recipient)
                .filteredOn("accepted@reader.example"::equals)
                .hasSize(1);
        assertThat(messageIds("ours@reader.example"))
                .hasSize(2)
                .allSatisfy(id -> assertThat(id).isEqualTo(before.get(0)));
        assertThat(application.run("runs", "list", "--format", "csv").out().lines())
                .filteredOn(line -> line.contains(SLOT))
                .hasSize(2);
        assertThat(application.run("runs", "show", SLOT).out()).contains("round 1");
        assertThat(application.run("runs", "redo", SLOT, "--yes").exitCode()).isEqualTo(4);
    }

    @Test
    void unknownAndJoinedAreTakenInByOptionAndTheLedgerBalances() {
        Execution redone = application.run("runs", "redo", SLOT, "--unknown", "--joined", "--yes");

        assertThat(redone.out())
                .as(redone.err())
                .contains("candidates 8", "accepted 6", "rejected 1", "unknown 0", "skipped 1", "balanced true");
        assertThat(runs.delivery("suppressed@reader.example")).isEqualTo("SKIPPED: suppressed: manual");
    }

    @Test
    void repeatedTakingBackTakesNoRowTwice() {
        RunDriver driver = application.bean(RunDriver.class);
        application.run("runs", "redo", SLOT, "--yes");
        runs.deliveryIs("ours@reader.example", "REJECTED", "ours: refused by policy");
        // As if killed before the round was recorded as over.
        application
                .jdbc()
                .sql("UPDATE run SET state = 'RUNNING' WHERE round = 1")
                .update();
        application.jdbc().sql("DELETE FROM batch_step_execution_context").update();
        application.jdbc().sql("DELETE FROM batch_step_execution").update();
        application
                .jdbc()
                .sql("UPDATE batch_job_execution SET status = 'STARTED', exit_code = 'UNKNOWN', end_time = NULL")
                .update();

        driver.execute(runs.run(), Claim.GO_ON, new Progress());

        assertThat(runs.run().state()).isEqualTo(RunState.COMPLETED);
        assertThat(runs.delivery("ours@reader.example")).startsWith("REJECTED");
        assertThat(relay.journal()).hasSize(6 + 3);
    }

    @Test
    void roundIsOpenedOnlyAfterWhoeverHasTheEditionsLock() throws Exception {
        long edition = Objects.requireNonNull(runs.run().edition());
        CompletableFuture<Execution> redone = new CompletableFuture<>();
        application.bean(TransactionOperations.class).executeWithoutResult(status -> {
            application.bean(EditionLock.class).take(edition);
            redone.completeAsync(() -> application.run("runs", "redo", SLOT, "--yes"));
            assertThatThrownBy(() -> redone.copy().get(500, TimeUnit.MILLISECONDS))
                    .isInstanceOf(TimeoutException.class);
            assertThat(runs.latest(9)).hasSize(1);
        });

        assertThat(redone.get(20, TimeUnit.SECONDS).out()).contains("round 1", "state COMPLETED");
    }

    @Test
    void unfinishedRoundIsRefused() {
        application.jdbc().sql("UPDATE run SET state = 'STOPPED'").update();

        Execution refused = application.run("runs", "redo", SLOT, "--yes");

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("is STOPPED", "`runs resume");
    }

    private List<String> messageIds(String recipient) {
        return relay.journal().stream()
                .filter(taken -> taken.recipient().equals(recipient))
                .map(taken -> MESSAGE_ID
                        .matcher(taken.content())
                        .results()
                        .findFirst()
                        .orElseThrow()
                        .group(1))
                .toList();
    }
}
