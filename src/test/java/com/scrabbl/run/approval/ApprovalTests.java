package com.scrabbl.run.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scrabbl.delivery.Worker;
import com.scrabbl.edition.ProposalChangedException;
import com.scrabbl.run.Claim;
import com.scrabbl.run.Inbox;
import com.scrabbl.run.Run;
import com.scrabbl.run.RunDriver;
import com.scrabbl.run.RunState;
import com.scrabbl.run.Runs;
import com.scrabbl.run.Summary;
import com.scrabbl.run.control.Resuming;
import com.scrabbl.run.control.SendWatcher;
import com.scrabbl.support.Database;
import com.scrabbl.support.Execution;
import com.scrabbl.support.NewsletterTester;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.ScriptedRelay;
import com.scrabbl.support.TestApplication;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** An edition waits for approval; nobody gets it before, and nobody twice. The clock begins at 06:00 UTC. */
@OnEachDatabase
class ApprovalTests {

    private static final String SLOT = "daily/2026-11-24T06:00:00Z";

    private final TestApplication application;
    private NewsletterTester newsletter;

    ApprovalTests(Database database) {
        application = TestApplication.on(database);
    }

    @BeforeEach
    void newsletter(@TempDir Path folder) {
        newsletter = new NewsletterTester(application, folder)
                .published("Tide barrier opens", "Ferry strike ends", "New pilots")
                .declared("policies: { approval: required }")
                .subscribed("anna@reader.example");
    }

    @Test
    void whatCannotBeSentIsNotApprovedAndNotChanged() {
        application.run("send", "daily");
        JavaMailSenderImpl relay = application.bean(JavaMailSenderImpl.class);
        String here = String.valueOf(relay.getHost());
        relay.setHost("192.0.2.1");
        try {
            Execution refused = application.run("runs", "approve", SLOT, "--drop", article("New pilots"));

            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.err()).contains("192.0.2.1", "Set scrabbl.public-url=https://");
        } finally {
            relay.setHost(here);
        }
        assertThat(application.run("runs", "show", SLOT).out()).contains("state PROPOSED");
        assertThat(application
                        .run("runs", "approve", SLOT, "--look", "--format", "csv")
                        .out())
                .doesNotContain("true");
    }

    @Test
    void operatorDropsReordersAndRewordsBeforeItIsSent() throws MessagingException, IOException {
        Execution proposed = application.run("send", "daily");
        Execution meanwhile = application.run("send", "daily");
        Execution kept = application.run(
                "runs",
                "approve",
                SLOT,
                "--keep",
                "--drop",
                article("New pilots"),
                "--order",
                article("Tide barrier opens"));

        assertThat(proposed.exitCode()).isEqualTo(4);
        assertThat(proposed.out())
                .contains(
                        "state PROPOSED", "reason proposed: approve it by 24 November, 10:00 (UTC), or it is skipped");
        assertThat(proposed.err()).contains("`runs approve");
        assertThat(meanwhile.out()).contains("state SKIPPED", "NOTHING_NEW");
        assertThat(kept.err()).contains("Proposed: approve by 10:00 UTC, or it is skipped.");
        assertThat(articles())
                .containsPattern(
                        "Ferry strike ends.*proposed for daily/2026-11-24T06:00:00Z, which waits for approval");
        assertThat(application.relay().getReceivedMessages()).isEmpty();

        Execution approved = application.run("runs", "approve", SLOT, "--subject", "Barrier ${opens} <#if>");

        assertThat(approved.exitCode()).isZero();
        assertThat(approved.out()).contains("state COMPLETED", "articles 2", "accepted 1", "reason approved by ");
        assertThat(application.relay().getReceivedMessages()).hasSize(1);
        assertThat(application.relay().getReceivedMessages()[0].getSubject()).isEqualTo("Barrier ${opens} <#if>");
        assertThat(Inbox.only(application, "anna@reader.example").text().orElseThrow())
                .containsSubsequence("Tide barrier opens", "Ferry strike ends")
                .doesNotContain("New pilots");
        assertThat(articles()).containsPattern("New pilots.*waits for the next edition");
        String who = System.getProperty("user.name");
        assertThat(application.run("explain", SLOT, "anna@reader.example").out())
                .containsPattern("no {2}\\d+ {2}New pilots\\R {6}Not in the edition: it was proposed, and " + who
                        + " dropped it\\.");
        assertThat(application
                        .run("explain", SLOT, "anna@reader.example", "--article", article("New pilots"))
                        .out())
                .startsWith("“New pilots” is not in this edition: it was proposed, and " + who + " dropped it.");
        assertThat(application.run("runs", "approve", SLOT).err())
                .contains(
                        SLOT + " is COMPLETED (approved by ",
                        "It does not wait for approval, and nothing was changed.");
    }

    @Test
    void whatNobodyApprovesInTimeIsSkippedAndItsArticlesGoIntoTheNext() {
        application.run("send", "daily");
        application.clock().tick(Duration.ofHours(4));
        Execution late = application.run("runs", "approve", SLOT);
        Execution next = application.run("send", "daily", "--approve");

        assertThat(late.exitCode()).isEqualTo(2);
        assertThat(late.err())
                .contains("was to be approved by 24 November, 10:00 (UTC). That time is over: it is skipped");
        assertThat(application.run("runs", "show", SLOT).out())
                .contains("state SKIPPED", "reason NOT_APPROVED: nobody approved it by 24 November, 10:00 (UTC)");
        assertThat(next.out()).contains("state COMPLETED", "articles 3", "accepted 1");
    }

    @Test
    void whatNobodyApprovesInTimeIsSentWhereTheNewsletterWantsThat() {
        newsletter.declared("policies: { approval: required, approval-grace: PT1H, unapproved: send }");
        application.run("send", "daily");
        application.clock().tick(Duration.ofHours(1));
        List<Run> due =
                application.bean(Runs.class).due(application.bean(Worker.class).id());
        due.forEach(run ->
                application.bean(RunDriver.class).execute(run, Claim.GO_ON, new com.scrabbl.delivery.Progress()));

        assertThat(application.run("runs", "show", SLOT).out())
                .contains(
                        "state COMPLETED",
                        "accepted 1",
                        "reason nobody approved it by 24 November, 07:00 (UTC): sent as it stands");
    }

    @Test
    void whatIsSentUnapprovedIsLeftTimeForThatWhereTheGraceLeavesNone() {
        newsletter.declared("policies: { approval: required, shelf-life: PT4H, unapproved: send }");
        application.run("send", "daily");
        application.clock().tick(Duration.ofHours(2));

        assertThat(application.run("send", "daily").err()).contains(SLOT + " went on: COMPLETED, accepted 1");
    }

    @Test
    void whatWasApprovedAndStoppedKeepsItsArticlesUntilItsTimeIsOver() {
        application.run("send", "daily");
        approve();
        application.run("runs", "stop", SLOT);
        Execution meanwhile = application.run("send", "daily", "--approve");
        application.clock().tick(Duration.ofHours(20));
        Execution after = application.run("send", "daily", "--approve");

        assertThat(meanwhile.out()).contains("state SKIPPED", "NOTHING_NEW");
        assertThat(after.out()).contains("state COMPLETED", "articles 3", "accepted 1");
        assertThat(application.run("runs", "resume", SLOT).exitCode()).isEqualTo(1);
        assertThat(application.relay().getReceivedMessages()).hasSize(1);
    }

    @Test
    void wordToStopThatCameWhenItWasAboutToWaitDoesNotStopWhatIsApproved() {
        application.run("send", "daily");
        application
                .jdbc()
                .sql("UPDATE run SET stop_asked_at = CURRENT_TIMESTAMP")
                .update();
        approve();

        assertThat(application.run("send", "daily", "--slot", SLOT.substring(6)).out())
                .contains("state COMPLETED", "accepted 1");
    }

    @Test
    void whatAServiceBeginsBeforeTheApproverDoesIsWaitedForAndTold() throws Exception {
        CountDownLatch inFlight = new CountDownLatch(1);
        CountDownLatch told = new CountDownLatch(1);
        try (ScriptedRelay relay = new ScriptedRelay((command, recipient, connection) -> {
            if (command.startsWith("RCPT")) {
                inFlight.countDown();
                awaitUninterruptibly(told);
            }
            return null;
        })) {
            application.relayAt(relay.port());
            application.run("send", "daily");
            approve();
            Run run = application.bean(Runs.class).get(SLOT);
            CompletableFuture<Void> service = CompletableFuture.runAsync(() ->
                    application.bean(RunDriver.class).execute(run, Claim.GO_ON, new com.scrabbl.delivery.Progress()));
            assertThat(inFlight.await(20, TimeUnit.SECONDS)).isTrue();

            Summary outcome = application.bean(Resuming.class).resumeOrAwait(SLOT, NOBODY, told::countDown);

            assertThat(outcome.state()).isEqualTo(RunState.COMPLETED);
            assertThat(outcome.accepted()).isEqualTo(1);
            service.get(20, TimeUnit.SECONDS);
            assertThat(relay.journal()).hasSize(1);
        }
    }

    private void approve() {
        Approvals approvals = application.bean(Approvals.class);
        approvals.approve(approvals.get(SLOT), "maria");
    }

    @Test
    void ofTwoOperatorsTheSecondIsToldAndAWithdrawnArticleIsNotSentUnseen() {
        application.run("send", "daily");
        Approvals approvals = application.bean(Approvals.class);
        Proposed seenByMaria = approvals.get(SLOT);
        Proposed seenByBen = approvals.get(SLOT);
        approvals.change(
                seenByMaria, new Approvals.Wish(List.of(), Set.of(Long.valueOf(article("New pilots"))), null), "maria");
        Proposed changed = approvals.get(SLOT);
        application.run("articles", "withdraw", article("Ferry strike ends"));

        assertThatThrownBy(() -> approvals.approve(seenByBen, "ben")).isInstanceOf(ProposalChangedException.class);
        assertThatThrownBy(() -> seenByBen.seen(1)).hasMessageContaining("Somebody else changed");
        assertThatThrownBy(() -> approvals.approve(changed, "maria"))
                .hasMessage(
                        "\"Ferry strike ends\" is withdrawn since and would be left out. Nothing was done: look at the"
                                + " proposal as it stands now, and decide again.");
        Proposed looked = approvals.get(SLOT);
        approvals.approve(looked, "maria");
        assertThatThrownBy(() -> approvals.approve(looked, "ben")).isInstanceOf(NotProposedException.class);

        assertThat(application.run("send", "daily", "--slot", SLOT.substring(6)).out())
                .contains("articles 1", "accepted 1", "reason approved by maria");
        assertThat(application.relay().getReceivedMessages()).hasSize(1);
    }

    @Test
    void whatIsKilledOnItsWayIsProposedAgainAsItWas() {
        application.run("send", "daily");
        application.run("runs", "approve", SLOT, "--keep", "--drop", article("New pilots"));
        application
                .jdbc()
                .sql("UPDATE run SET state = 'RUNNING', due_at = NULL")
                .update();

        Execution again = application.run("send", "daily", "--slot", SLOT.substring(6));

        assertThat(again.exitCode()).isEqualTo(4);
        assertThat(again.out()).contains("state PROPOSED");
        assertThat(application.bean(Approvals.class).get(SLOT).proposal().chosen())
                .hasSize(2);
        assertThat(application.run("send", "daily", "--slot", SLOT.substring(6)).err())
                .contains(SLOT + " is PROPOSED: it is not sent before it is approved, as by `runs approve");
        assertThat(application.run("runs", "approve", SLOT, "--drop", "99999").err())
                .contains("Article 99999 is not in the proposal; it has ");
        assertThat(application.run("runs", "approve", SLOT, "--skip").exitCode())
                .isZero();
        assertThat(application.run("send", "daily", "--approve").out()).contains("articles 3", "accepted 1");
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final SendWatcher NOBODY = new SendWatcher() {
        @Override
        public void begins(Run run, com.scrabbl.delivery.Progress progress) {}

        @Override
        public void olderWentOn(Summary older) {}

        @Override
        public void olderFailed(Run older, String reason) {}
    };

    private String article(String title) {
        return application
                .jdbc()
                .sql("SELECT id FROM article WHERE title = ?")
                .param(title)
                .query(String.class)
                .single();
    }

    private String articles() {
        return application.run("articles", "list", "--newsletter", "daily").out();
    }
}
