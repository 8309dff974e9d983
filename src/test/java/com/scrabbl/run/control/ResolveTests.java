package com.scrabbl.run.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.scrabbl.delivery.Decisions;
import com.scrabbl.delivery.Decisions.Decision;
import com.scrabbl.run.RunTester;
import com.scrabbl.run.view.DeliveryList;
import com.scrabbl.support.Database;
import com.scrabbl.support.Execution;
import com.scrabbl.support.NewsletterTester;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.TestApplication;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code runs resolve}: an operator decides what is UNKNOWN. */
@OnEachDatabase
class ResolveTests {

    private static final String SLOT = "daily/2026-11-24T06:00:00Z";
    private static final String KILLED = "killed while sending";

    private final TestApplication application;
    private final RunTester runs;

    ResolveTests(Database database) {
        application = TestApplication.on(database);
        runs = new RunTester(application);
    }

    @BeforeEach
    void twoUnknown(@TempDir Path folder) {
        new NewsletterTester(application, folder)
                .published("Tide barrier opens")
                .declared()
                .subscribed("anna@reader.example", "ben@reader.example", "cleo@reader.example");
        application.run("send", "daily");
        runs.deliveryIs("anna@reader.example", "UNKNOWN", KILLED);
        runs.deliveryIs("ben@reader.example", "UNKNOWN", KILLED);
    }

    @Test
    void acceptedCountsAsSuchAndTheLedgerBalances() {
        Execution resolved = application.run("runs", "resolve", "daily/latest", "--as", "accepted");

        assertThat(resolved.exitCode()).as(resolved.err()).isZero();
        assertThat(resolved.out()).isEqualToNormalizingNewlines("resolved 2\n");
        assertThat(runs.delivery("anna@reader.example"))
                .isEqualTo("ACCEPTED: decided by an operator: accepted; before: " + KILLED);
        assertThat(application.run("runs", "show", SLOT).out())
                .contains("accepted 3", "unknown 0", "balanced true", "state COMPLETED");
    }

    @Test
    void oneOfThemIsCancelled() {
        Execution resolved = application.run("runs", "resolve", SLOT, "Ben@Reader.example", "--as", "cancel");

        assertThat(resolved.out()).contains("resolved 1");
        assertThat(runs.delivery("ben@reader.example"))
                .isEqualTo("CANCELLED: decided by an operator: cancel; before: " + KILLED);
        assertThat(runs.delivery("anna@reader.example")).startsWith("UNKNOWN");
    }

    @Test
    void resendAfterCompletionOpensTheNextRoundWithTheseAlone() {
        runs.deliveryIs("cleo@reader.example", "REJECTED", "ours: refused by policy");

        Execution resolved = application.run("runs", "resolve", SLOT, "anna@reader.example", "--as", "resend");
        assertThat(resolved.err()).contains("`runs resume " + runs.run().id() + "`", "serve", "next send");
        assertThat(application.run("runs", "show", SLOT).out()).contains("round 1", "state WAITING", "planned 1");
        application.clock().tick(Duration.ofMinutes(1));
        Execution sent = application.run("send", "daily");

        assertThat(sent.err()).contains(SLOT + " went on: COMPLETED, accepted 1, deferred 0, rejected 1, unknown 1");
        assertThat(application.relay().getReceivedMessages()).hasSize(4);
    }

    @Test
    void resendWhileTheRoundIsUnfinishedGoesWithIt() {
        application.jdbc().sql("UPDATE run SET state = 'STOPPED'").update();
        application
                .jdbc()
                .sql("UPDATE batch_job_execution SET status = 'STOPPED', exit_code = 'STOPPED'")
                .update();

        Execution resolved = application.run("runs", "resolve", SLOT, "--as", "resend");
        Execution resumed = application.run("runs", "resume", SLOT);

        assertThat(resolved.err()).contains("is STOPPED: they are sent by `runs resume");
        assertThat(resumed.out()).contains("round 0", "accepted 3", "unknown 0");
    }

    @Test
    void resendHastensARunThatWaitsButNoneThatLeavesTheRelayAlone() {
        Instant later = TestApplication.START.plus(Duration.ofMinutes(15));
        waits(later);
        runs.deliveryIs("cleo@reader.example", "PLANNED", "");

        Execution paused = application.run("runs", "resolve", SLOT, "anna@reader.example", "--as", "resend");

        assertThat(runs.run().dueAt()).isEqualTo(later);
        assertThat(paused.err()).contains("`runs resume " + runs.run().id() + "`, or from " + later + " on");

        runs.deliveryIs("anna@reader.example", "CANCELLED", "");
        runs.deliveryIs("cleo@reader.example", "CANCELLED", "");
        application.run("runs", "resolve", SLOT, "ben@reader.example", "--as", "resend");

        assertThat(runs.run().dueAt()).isEqualTo(application.clock().instant());
    }

    private void waits(Instant until) {
        application
                .jdbc()
                .sql("UPDATE run SET state = 'WAITING', due_at = ?")
                .param(until.atOffset(ZoneOffset.UTC))
                .update();
    }

    @Test
    void whoHasNothingUnknownIsNamedAndNothingChanges() {
        Execution refused = application.run(
                "runs",
                "resolve",
                SLOT,
                "anna@reader.example",
                "cleo@reader.example",
                "nobody@reader.example",
                "--as",
                "cancel");

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("cleo@reader.example, nobody@reader.example");
        assertThat(runs.delivery("anna@reader.example")).startsWith("UNKNOWN");
    }

    /** A key is the sum of both numbers: what a request calls a subscription may be anything. */
    @Test
    void aNumberThatNoSubscriptionHasReachesNoRowOfAnotherEdition() {
        long edition = application
                .jdbc()
                .sql("SELECT max(id) FROM edition")
                .query(Long.class)
                .single();
        application
                .jdbc()
                .sql("INSERT INTO delivery (id, edition_id, subscription_id, state) VALUES (?, ?, 7, 'UNKNOWN')")
                .params((edition + 1) * 1_000_000_000_000L + 7, edition + 1)
                .update();

        for (long number : new long[] {1_000_000_000_007L, Long.MAX_VALUE, Long.MIN_VALUE, 0}) {
            assertThatExceptionOfType(AlreadyDecidedException.class)
                    .as("%d", number)
                    .isThrownBy(() -> application
                            .bean(Resolving.class)
                            .resolve(edition, List.of(number), Decision.RESEND, "maria"));
            assertThat(application.bean(DeliveryList.class).of(edition, List.of(number)))
                    .as("%d", number)
                    .isEmpty();
        }
        assertThat(application.bean(Decisions.class).unknown(edition + 1)).containsExactly(7L);
    }

    @Test
    void wrongWordIsRefused() {
        assertThat(application.run("runs", "resolve", SLOT, "--as", "lost").exitCode())
                .isEqualTo(2);
    }
}
