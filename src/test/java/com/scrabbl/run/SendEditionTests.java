package com.scrabbl.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMailUtil;
import com.scrabbl.delivery.Progress;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.run.control.SendRequest;
import com.scrabbl.run.control.SendWatcher;
import com.scrabbl.run.control.Sending;
import com.scrabbl.support.Database;
import com.scrabbl.support.DeadPort;
import com.scrabbl.support.Execution;
import com.scrabbl.support.NewsletterTester;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.ScriptedRelay;
import com.scrabbl.support.TestApplication;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A send run from new articles to a balanced ledger, told as an operator lives through it. */
@OnEachDatabase
class SendEditionTests {

    private final TestApplication application;
    private NewsletterTester newsletter;

    SendEditionTests(Database database) {
        application = TestApplication.on(database);
    }

    @BeforeEach
    void newsletter(@TempDir Path folder) {
        newsletter = new NewsletterTester(application, folder);
    }

    @Test
    void eachReaderGetsOneMessageAndSendingAgainAddsNone() throws MessagingException {
        newsletter
                .published("Tide barrier opens", "Rents fall", "Night buses return")
                .declared()
                .subscribed("anna@reader.example", "ben@reader.example");

        Execution first = application.run("send", "daily", "--format", "json");
        application.clock().tick(Duration.ofMinutes(1));
        Execution second = application.run("send", "daily");

        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.out())
                .contains(
                        "\"edition\" : \"daily/2026-11-24T06:00:00Z\"", "\"state\" : \"COMPLETED\"", "\"articles\" : 3")
                .contains("\"candidates\" : 2", "\"accepted\" : 2", "\"balanced\" : true");
        assertThat(recipients()).containsExactlyInAnyOrder("anna@reader.example", "ben@reader.example");
        assertThat(application.relay().getReceivedMessages()[0].getSubject())
                .isEqualTo("Night buses return and 2 more");
        assertThat(second.exitCode()).isEqualTo(4);
        assertThat(second.out()).contains("state SKIPPED", "reason NOTHING_NEW");
        assertThat(application.run("runs", "list", "--format", "csv").out())
                .contains("SKIPPED,\"NOTHING_NEW")
                .contains("COMPLETED");
    }

    @Test
    void finishedSlotIsRefused() {
        newsletter.published("Tide barrier opens").declared().subscribed("anna@reader.example");
        application.run("send", "daily", "--slot", "2026-11-24T05:00:00Z");

        Execution again = application.run("send", "daily", "--slot", "2026-11-24T05:00:00Z");

        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err()).contains("daily/2026-11-24T05:00:00Z is COMPLETED");
        assertThat(recipients()).hasSize(1);
    }

    @Test
    void newSlotBelongsToTheSendThatOpenedItAndIsDueForNobodyElse() {
        newsletter.published("Tide barrier opens").declared().subscribed("anna@reader.example");
        List<Run> dueForOthers = new ArrayList<>();

        Summary summary = application.bean(Sending.class).send(SendRequest.now("daily"), new SendWatcher() {
            @Override
            public void begins(Run run, Progress progress) {
                dueForOthers.addAll(application
                        .bean(Runs.class)
                        .due(application.bean(com.scrabbl.delivery.Worker.class).id()));
            }

            @Override
            public void olderWentOn(Summary older) {}

            @Override
            public void olderFailed(Run older, String reason) {}
        });

        assertThat(dueForOthers).isEmpty();
        assertThat(summary.state()).isEqualTo(RunState.COMPLETED);
    }

    @Test
    void slotThatALiveProcessRunsIsRefused() {
        newsletter.published("Tide barrier opens").declared().subscribed("anna@reader.example");
        application.jdbc().sql("""
                INSERT INTO worker (host, pid, started_at, leased_until)
                VALUES ('elsewhere', 1, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP + INTERVAL '60' SECOND)
                """).update();
        long other = application
                .jdbc()
                .sql("SELECT MAX(id) FROM worker")
                .query(Long.class)
                .single();
        application
                .bean(Runs.class)
                .recordClaimed(application.bean(Newsletters.class).get("daily").id(), TestApplication.START, other);

        Execution refused = application.run("send", "daily", "--slot", TestApplication.START.toString());

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("is being run by another process", "--wait");
        assertThat(recipients()).isEmpty();
    }

    @Test
    void withoutReadersNothingIsFrozenAndTheArticlesWait() {
        newsletter.published("Tide barrier opens").declared();
        assertThat(application.run("send", "daily").out()).contains("reason NO_READERS");

        application.clock().tick(Duration.ofMinutes(1));
        newsletter.subscribed("anna@reader.example");

        assertThat(application.run("send", "daily").exitCode()).isZero();
        assertThat(recipients()).containsExactly("anna@reader.example");
    }

    @Test
    void whoSubscribesLaterGetsTheNextEdition() {
        newsletter.published("Tide barrier opens").declared().subscribed("anna@reader.example");
        application.run("send", "daily");
        newsletter.subscribed("ben@reader.example").published("Rents fall");
        application.clock().tick(Duration.ofHours(1));

        application.run("send", "daily");

        assertThat(recipients())
                .containsExactlyInAnyOrder("anna@reader.example", "anna@reader.example", "ben@reader.example");
    }

    @Test
    void whoMustNotBeMailedIsInTheLedgerWithTheReason() {
        newsletter
                .published("Tide barrier opens")
                .declared()
                .subscribed("anna@reader.example", "ben@reader.example", "jörg@reader.example");
        application.run("suppressions", "add", "ben@reader.example", "--cause", "manual");

        Execution sent = application.run("send", "daily");

        assertThat(sent.exitCode()).isZero();
        assertThat(sent.out()).contains("candidates 3", "accepted 2", "skipped 1");
        assertThat(application
                        .run("deliveries", "daily/latest", "--format", "csv")
                        .out())
                .contains("ben@reader.example,SKIPPED,suppressed: manual")
                .contains("jörg@reader.example,ACCEPTED");
    }

    @Test
    void everySourceFailingIsNotNothingNew() {
        newsletter.published("Tide barrier opens").declared().subscribed("anna@reader.example");
        newsletter.breakFeed();

        Execution failed = application.run("send", "daily");

        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.err()).contains("SOURCES_FAILED", "desk");
        assertThat(application.run("runs", "list", "--format", "csv").out()).contains("FAILED,\"SOURCES_FAILED:");
    }

    @Test
    void failedRunGoesOnWithTheNextSendAndItsSlotStaysOne() {
        newsletter.published("Tide barrier opens").declared().subscribed("anna@reader.example");
        newsletter.breakFeed();
        application.run("send", "daily");
        newsletter.published();
        application.clock().tick(Duration.ofMinutes(2));

        Execution second = application.run("send", "daily");

        assertThat(second.err()).contains("daily/2026-11-24T06:00:00Z went on: COMPLETED, accepted 1");
        assertThat(second.exitCode()).isEqualTo(4);
        assertThat(recipients()).containsExactly("anna@reader.example");
    }

    @Test
    void failedRunWithoutAnEditionIsGivenUpAfterItsShelfLifeAndTheNextOneHasItsArticles() {
        newsletter
                .published("Tide barrier opens")
                .declared("policies: { shelf-life: PT1H }")
                .subscribed("anna@reader.example");
        newsletter.breakFeed();
        application.run("send", "daily");
        newsletter.published();
        application.clock().tick(Duration.ofHours(1));

        Execution next = application.run("send", "daily");

        assertThat(next.err()).contains("daily/2026-11-24T06:00:00Z could not go on", "its shelf life ended");
        assertThat(next.out()).contains("edition daily/2026-11-24T07:00:00Z", "state COMPLETED", "accepted 1");
        assertThat(application
                        .bean(Runs.class)
                        .due(application.bean(com.scrabbl.delivery.Worker.class).id()))
                .isEmpty();
    }

    @Test
    void runThatFailedAMomentAgoGoesOnWithTheNextSend() throws IOException {
        newsletter.published("Tide barrier opens").declared().subscribed("anna@reader.example");
        AtomicInteger connections = new AtomicInteger();
        try (ScriptedRelay relay = new ScriptedRelay((command, recipient, connection) ->
                command.equals("CONNECT") && connections.incrementAndGet() > 1 && connections.get() < 20
                        ? ScriptedRelay.CLOSE
                        : null)) {
            application.relayAt(relay.port());
            Execution failed = application.run("send", "daily");
            connections.set(20);
            application.clock().tick(Duration.ofSeconds(1));

            Execution next = application.run("send", "daily");

            assertThat(failed.exitCode()).isEqualTo(1);
            assertThat(next.err()).contains("daily/2026-11-24T06:00:00Z went on: COMPLETED, accepted 1");
            assertThat(relay.journal()).hasSize(1);
        }
    }

    @Test
    void slotInTheFutureIsRefused() {
        newsletter.published("Tide barrier opens").declared().subscribed("anna@reader.example");

        Execution refused = application.run("send", "daily", "--slot", "2026-11-24T06:00:01Z");

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("2026-11-24T06:00:01Z is in the future");
        assertThat(count("run")).isZero();
    }

    @Test
    void relayThatIsGoneFreezesNothing() throws IOException {
        newsletter.published("Tide barrier opens").declared().subscribed("anna@reader.example");
        try (DeadPort gone = new DeadPort()) {
            application.relayAt(gone.port());

            Execution failed = application.run("send", "daily");

            assertThat(failed.exitCode()).isEqualTo(1);
            assertThat(failed.err()).contains("127.0.0.1:" + gone.port(), "spring.mail.host");
            assertThat(count("edition")).isZero();
        }
    }

    @Test
    void deferredReaderIsTriedAgainWhenDueAndTheRunWaits() throws IOException {
        newsletter.published("Tide barrier opens").declared().subscribed("anna@reader.example", "ben@reader.example");
        AtomicInteger tries = new AtomicInteger();
        ScriptedRelay.Script greylisting = (command, recipient, connection) ->
                command.startsWith("RCPT") && recipient.startsWith("ben") && tries.incrementAndGet() == 1
                        ? "450 4.2.0 greylisted"
                        : null;
        try (ScriptedRelay relay = new ScriptedRelay(greylisting)) {
            application.relayAt(relay.port());

            Execution first = application.run("send", "daily");
            assertThat(first.exitCode()).as(first.err()).isEqualTo(3);
            assertThat(first.out()).contains("state WAITING", "accepted 1", "deferred 1");
            assertThat(application
                            .run("send", "daily", "--slot", "2026-11-24T06:00:00Z")
                            .out())
                    .as("not due yet")
                    .contains("state WAITING", "deferred 1");

            application.clock().tick(Duration.ofMinutes(7));
            Execution later = application.run("send", "daily");

            assertThat(later.err()).contains("went on: COMPLETED, accepted 2, deferred 0");
            assertThat(relay.journal())
                    .extracting(ScriptedRelay.Taken::recipient)
                    .containsExactly("anna@reader.example", "ben@reader.example");
        }
    }

    @Test
    void waitStaysUntilNothingIsDeferredAnyMore() throws Exception {
        newsletter.published("Tide barrier opens").declared().subscribed("anna@reader.example");
        AtomicInteger tries = new AtomicInteger();
        try (ScriptedRelay relay = new ScriptedRelay((command, recipient, connection) ->
                command.startsWith("RCPT") && tries.incrementAndGet() == 1 ? "450 4.2.0 greylisted" : null)) {
            application.relayAt(relay.port());
            CompletableFuture<Execution> sending =
                    CompletableFuture.supplyAsync(() -> application.run("send", "daily", "--wait"));
            Awaitility.await()
                    .until(() -> application.bean(Runs.class).latest(1).stream()
                            .anyMatch(run -> run.state() == RunState.WAITING));

            application.clock().tick(Duration.ofMinutes(7));
            Execution sent = sending.get(30, TimeUnit.SECONDS);

            assertThat(sent.exitCode()).as(sent.err()).isZero();
            assertThat(sent.out()).contains("state COMPLETED", "accepted 1", "deferred 0");
            assertThat(relay.journal()).hasSize(1);
        }
    }

    @Test
    void afterItsShelfLifeADeferredDeliveryIsExpired() throws IOException {
        newsletter
                .published("Tide barrier opens")
                .declared("policies: { shelf-life: PT1H }")
                .subscribed("anna@reader.example");
        try (ScriptedRelay relay = new ScriptedRelay(
                (command, recipient, connection) -> command.startsWith("RCPT") ? "450 4.2.0 greylisted" : null)) {
            application.relayAt(relay.port());
            application.run("send", "daily");
            application.clock().tick(Duration.ofMinutes(61));

            Execution later = application.run("send", "daily");

            assertThat(later.err()).contains("went on: COMPLETED, accepted 0, deferred 0");
            assertThat(application
                            .run("deliveries", "daily/latest", "--format", "csv")
                            .out())
                    .contains("EXPIRED,the shelf life ended; before: theirs: recipient temporarily not reachable");
        }
    }

    @Test
    void runOfADeadProcessIsTakenOverAndWhatItHadInFlightIsUnknown() {
        newsletter
                .published("Tide barrier opens")
                .declared()
                .subscribed("anna@reader.example", "ben@reader.example", "cleo@reader.example");
        application.run("send", "daily");
        asIfKilledInTheMiddle();
        application.clock().tick(Duration.ofMinutes(1));

        Execution second = application.run("send", "daily");

        assertThat(second.err()).contains("went on: COMPLETED, accepted 2, deferred 0, rejected 0, unknown 1");
        assertThat(application
                        .run("deliveries", "daily/latest", "--format", "csv")
                        .out())
                .contains("anna@reader.example,ACCEPTED", "ben@reader.example,UNKNOWN", "cleo@reader.example,ACCEPTED");
        assertThat(recipients())
                .hasSize(4)
                .filteredOn("ben@reader.example"::equals)
                .hasSize(1);
    }

    /** One accepted, one in flight, one not begun; Batch and the run believe that they are running. */
    private void asIfKilledInTheMiddle() {
        List<String> statements = List.of(
                "INSERT INTO worker (host, pid, started_at, leased_until) "
                        + "VALUES ('gone', 1, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)",
                "UPDATE run SET state = 'RUNNING', worker_id = (SELECT MAX(id) FROM worker)",
                "UPDATE delivery SET state = 'SENDING', worker_id = (SELECT MAX(id) FROM worker) WHERE subscription_id = "
                        + subscription("ben"),
                "UPDATE delivery SET state = 'PLANNED', attempts = 0 WHERE subscription_id = " + subscription("cleo"),
                "UPDATE batch_job_execution SET status = 'STARTED', exit_code = 'UNKNOWN', end_time = NULL",
                "UPDATE batch_step_execution SET status = 'STARTED', exit_code = 'EXECUTING', end_time = NULL "
                        + "WHERE step_name = 'deliver'",
                "DELETE FROM batch_step_execution_context WHERE step_execution_id IN "
                        + "(SELECT step_execution_id FROM batch_step_execution WHERE step_name = 'balance')",
                "DELETE FROM batch_step_execution WHERE step_name = 'balance'");
        statements.forEach(statement -> application.jdbc().sql(statement).update());
    }

    private long subscription(String name) {
        return application
                .jdbc()
                .sql("SELECT s.id FROM subscription s JOIN subscriber p ON p.id = s.subscriber_id WHERE p.address = ?")
                .param(name + "@reader.example")
                .query(Long.class)
                .single();
    }

    private long count(String table) {
        return application
                .jdbc()
                .sql("SELECT count(*) FROM " + table)
                .query(Long.class)
                .single();
    }

    private List<String> recipients() {
        return Arrays.stream(application.relay().getReceivedMessages())
                .map(SendEditionTests::recipient)
                .toList();
    }

    private static String recipient(MimeMessage message) {
        return GreenMailUtil.getAddressList(recipients(message)).replaceAll(".*<|>.*", "");
    }

    private static jakarta.mail.Address[] recipients(MimeMessage message) {
        try {
            return message.getAllRecipients();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
