package com.scrabbl.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.delivery.Delivery.InDoubt;
import com.scrabbl.delivery.Ledger.Begun;
import com.scrabbl.delivery.Ledger.Claim;
import com.scrabbl.delivery.Ledger.Request;
import com.scrabbl.mail.Answer;
import com.scrabbl.mail.Answer.Outcome;
import com.scrabbl.mail.SmtpReply;
import com.scrabbl.mail.Stage;
import com.scrabbl.support.Database;
import com.scrabbl.support.LedgerTester;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.TestApplication;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The rows tell the truth, and a delivery belongs to one attempt at a time. */
@OnEachDatabase
class LedgerTests {

    /** A worker who has no row in flight. */
    private static final long SELF = 0;

    private final TestApplication application;
    private final LedgerTester tester;
    private final LedgerWriter writer;
    private final Recovery recovery;
    private final LedgerReport report;
    private final long edition;
    private final long first;

    LedgerTests(Database database) {
        application = TestApplication.on(database);
        tester = new LedgerTester(application);
        writer = application.bean(LedgerWriter.class);
        recovery = application.bean(Recovery.class);
        report = application.bean(LedgerReport.class);
        edition = tester.edition(2);
        first = tester.subscription(1);
    }

    @Test
    void beginIsExclusive() {
        assertThat(begin(null, claim(first, tester.worker(60)))).contains(new Delivery(edition, first, 1));
        assertThat(begin(null, claim(first, tester.worker(60)))).isEmpty();
        assertThat(row(first).state()).isEqualTo(DeliveryState.SENDING);
    }

    @Test
    void settlingAndBeginningTheNextAreOneCommit() {
        long worker = tester.worker(60);
        Delivery begun = begin(null, claim(first, worker)).orElseThrow();
        Settlement accepted =
                begun.after(answer(Outcome.ACCEPTED, "250 2.0.0 queued as 7"), "reader.example", now(), terms(), true);

        Delivery next = begin(accepted, claim(tester.subscription(2), worker)).orElseThrow();

        assertThat(next.subscription()).isEqualTo(tester.subscription(2));
        LedgerRow row = row(first);
        assertThat(row.state()).isEqualTo(DeliveryState.ACCEPTED);
        assertThat(row.code()).isEqualTo(250);
        assertThat(row.enhanced()).isEqualTo("2.0.0");
        assertThat(row.reply()).isEqualTo("queued as 7");
        assertThat(row.stage()).isEqualTo("DOT");
        assertThat(row.relay()).isEqualTo("relay:25");
        assertThat(row.email()).isEqualTo("R1@reader.example");
        assertThat(attempts()).isZero();
    }

    @Test
    void everyOutcomeThatIsNoAcceptanceAtTheFirstTryKeepsItsRow() {
        long worker = tester.worker(60);
        Delivery begun = begin(null, claim(first, worker)).orElseThrow();
        writer.record(Request.settle(
                worker,
                begun.after(answer(Outcome.REFUSED, "450 4.2.0 greylisted"), "reader.example", now(), terms(), true)));
        application.clock().tick(Duration.ofMinutes(10));
        Delivery again = begin(null, claim(first, worker)).orElseThrow();
        writer.record(Request.settle(
                worker, again.after(answer(Outcome.ACCEPTED, "250 ok"), "reader.example", now(), terms(), true)));

        assertThat(again.attempt()).isEqualTo(2);
        assertThat(row(first).attempts()).isEqualTo(2);
        assertThat(attempts()).isEqualTo(2);
    }

    @Test
    void workerWhoseLeaseLapsedBeginsNothing() {
        Begun begun = writer.record(Request.settleAndBegin(null, claim(first, tester.worker(-1))));

        assertThat(begun).isEqualTo(new Begun(null, true));
        assertThat(row(first).state()).isEqualTo(DeliveryState.PLANNED);
    }

    @Test
    void readerWhoLeftAfterTheAudienceWasFrozenIsSkipped() {
        application
                .jdbc()
                .sql("UPDATE subscription SET state = 'ENDED' WHERE id = ?")
                .param(first)
                .update();

        assertThat(begin(null, claim(first, tester.worker(60)))).isEmpty();
        assertThat(row(first).state()).isEqualTo(DeliveryState.SKIPPED);
        assertThat(row(first).reason()).isEqualTo("unsubscribed after the audience was frozen");
    }

    @Test
    void suppressedAddressIsSkippedUntilTheSuppressionExpires() {
        application
                .jdbc()
                .sql("""
                INSERT INTO suppression (address, cause, since, expires_at)
                VALUES ('r1@reader.example', 'manual', ?, ?), ('r2@reader.example', 'manual', ?, ?)
                """)
                .params(List.of(at(now()), at(now().plusSeconds(60)), at(now().minusSeconds(60)), at(now())))
                .update();
        long worker = tester.worker(60);

        assertThat(begin(null, claim(first, worker))).isEmpty();
        assertThat(begin(null, claim(tester.subscription(2), worker))).isPresent();
        assertThat(row(first).reason()).isEqualTo("suppressed: manual");
    }

    @Test
    void whatADeadWorkerHadInFlightIsUnknownAndALivingOnesIsLeftAlone() {
        long dead = tester.worker(60);
        long living = tester.worker(60);
        begin(null, claim(first, dead));
        begin(null, claim(tester.subscription(2), living));
        application
                .jdbc()
                .sql("UPDATE worker SET leased_until = CURRENT_TIMESTAMP WHERE id = ?")
                .param(dead)
                .update();

        assertThat(report.orphans(edition)).isEqualTo(1);
        assertThat(recovery.settleOrphans(edition, SELF, InDoubt.HOLD, now())).isEqualTo(1);
        assertThat(row(first).state()).isEqualTo(DeliveryState.UNKNOWN);
        assertThat(row(tester.subscription(2)).state()).isEqualTo(DeliveryState.SENDING);
        assertThat(attempts()).isEqualTo(1);
        assertThat(recovery.planUnknownAgain(edition, now())).isZero();
    }

    @Test
    void whatThisWorkerItselfLeftBehindIsUnknownToo() {
        long self = tester.worker(60);
        begin(null, claim(first, self));

        assertThat(recovery.settleOrphans(edition, self, InDoubt.HOLD, now())).isEqualTo(1);
        assertThat(row(first).state()).isEqualTo(DeliveryState.UNKNOWN);
    }

    @Test
    void reasonThatIsTooLongIsCutAndStopsNothing() {
        long worker = tester.worker(60);
        Delivery begun = begin(null, claim(first, worker)).orElseThrow();
        writer.record(Request.settle(worker, begun.unrenderable("x".repeat(5_000), now())));

        assertThat(row(first).reason()).hasSize(1_000).endsWith("…");
    }

    @Test
    void underResendWhatIsUnknownIsPlannedAgain() {
        long dead = tester.worker(60);
        begin(null, claim(first, dead));
        application
                .jdbc()
                .sql("UPDATE worker SET leased_until = CURRENT_TIMESTAMP WHERE host = 'elsewhere'")
                .update();

        recovery.settleOrphans(edition, SELF, InDoubt.RESEND, now());

        assertThat(report.nextDue(edition, now())).contains(now());
        assertThat(recovery.planUnknownAgain(edition, now())).isEqualTo(1);
        assertThat(begin(null, claim(first, tester.worker(60)))).contains(new Delivery(edition, first, 2));
    }

    @Test
    void lateAnswerOfAnAttemptIsBetterThanUnknown() {
        long worker = tester.worker(60);
        Delivery begun = begin(null, claim(first, worker)).orElseThrow();
        application
                .jdbc()
                .sql("UPDATE worker SET leased_until = CURRENT_TIMESTAMP WHERE host = 'elsewhere'")
                .update();
        recovery.settleOrphans(edition, SELF, InDoubt.HOLD, now());

        writer.record(Request.settle(
                worker, begun.after(answer(Outcome.ACCEPTED, "250 ok"), "reader.example", now(), terms(), true)));

        assertThat(row(first).state()).isEqualTo(DeliveryState.ACCEPTED);
    }

    @Test
    void clockThatTellsNanosecondsLeavesTheirAttemptRowsToo() {
        application.clock().tick(Duration.ofNanos(123_456_789));
        long worker = tester.worker(60);
        Delivery late = begin(null, claim(first, worker)).orElseThrow();
        begin(null, claim(tester.subscription(2), worker));
        lapse(worker);

        assertThat(recovery.settleOrphans(edition, SELF, InDoubt.HOLD, now())).isEqualTo(2);
        assertThat(attempts()).isEqualTo(2);
        writer.record(Request.settle(
                worker, late.after(answer(Outcome.REFUSED, "550 5.1.1 no"), "reader.example", now(), terms(), true)));

        assertThat(application
                        .jdbc()
                        .sql("SELECT count(*) FROM attempt WHERE state = 'REJECTED'")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void lateAnswerThatWouldHaveItTriedAgainIsOnlyTold() {
        long worker = tester.worker(60);
        Delivery begun = begin(null, claim(first, worker)).orElseThrow();
        lapse(worker);
        recovery.settleOrphans(edition, SELF, InDoubt.HOLD, now());

        writer.record(Request.settle(
                worker,
                begun.after(
                        answer(Outcome.REFUSED, "450 4.2.0 greylisted"),
                        "reader.example",
                        now().plusSeconds(5),
                        terms(),
                        true)));

        assertThat(row(first).state()).as("nobody may be left who would try").isEqualTo(DeliveryState.UNKNOWN);
        assertThat(row(first).reason()).startsWith("not taken, as was heard too late: theirs: ");
        assertThat(row(first).nextAttemptAt()).isNull();
        assertThat(attempts()).isEqualTo(1);
    }

    @Test
    void attemptThatIsTakenBackTooLateSaysThatItWasNotSent() {
        long worker = tester.worker(60);
        Delivery begun = begin(null, claim(first, worker)).orElseThrow();
        lapse(worker);
        recovery.settleOrphans(edition, SELF, InDoubt.HOLD, now());

        writer.record(Request.release(worker, begun));

        assertThat(row(first).state()).isEqualTo(DeliveryState.UNKNOWN);
        assertThat(row(first).reason()).startsWith("not sent: ");
    }

    @Test
    void whatIsTakenBackSaysAgainWhatItSaidOfTheAttemptBefore() {
        long worker = tester.worker(60);
        Delivery begun = begin(null, claim(first, worker)).orElseThrow();
        writer.record(Request.settle(
                worker,
                begun.after(answer(Outcome.REFUSED, "450 4.2.0 greylisted"), "reader.example", now(), terms(), true)));
        application.clock().tick(Duration.ofMinutes(10));
        Delivery again = begin(null, claim(first, worker)).orElseThrow();

        writer.record(Request.release(worker, again));

        assertThat(row(first).state()).isEqualTo(DeliveryState.PLANNED);
        assertThat(row(first).attempts()).isEqualTo(1);
        assertThat(row(first).reply()).isEqualTo("greylisted");
    }

    @Test
    void attemptThatNeverReachedTheRelayIsTakenBack() {
        long worker = tester.worker(60);
        Delivery begun = begin(null, claim(first, worker)).orElseThrow();
        writer.record(Request.release(worker, begun));

        assertThat(row(first).state()).isEqualTo(DeliveryState.PLANNED);
        assertThat(row(first).attempts()).isZero();
    }

    @Test
    void afterTheShelfLifeWhatWaitsIsExpired() {
        assertThat(recovery.expire(edition, now(), now().plusSeconds(1))).isZero();
        assertThat(recovery.expire(edition, now(), now())).isEqualTo(2);
        assertThat(report.counts(edition)).containsOnly(java.util.Map.entry(DeliveryState.EXPIRED, 2L));
        assertThat(report.nextDue(edition, now())).isEmpty();
    }

    private Optional<Delivery> begin(@Nullable Settlement settled, Claim claim) {
        return Optional.ofNullable(
                writer.record(Request.settleAndBegin(settled, claim)).delivery());
    }

    private void lapse(long worker) {
        application
                .jdbc()
                .sql("UPDATE worker SET leased_until = CURRENT_TIMESTAMP WHERE id = ?")
                .param(worker)
                .update();
    }

    private Claim claim(long subscription, long worker) {
        return new Claim(edition, subscription, worker);
    }

    private Instant now() {
        return application.clock().instant();
    }

    private static java.time.OffsetDateTime at(Instant instant) {
        return instant.atOffset(java.time.ZoneOffset.UTC);
    }

    private Delivery.Terms terms() {
        return application.bean(Lanes.class).terms(now().plus(Duration.ofHours(20)), InDoubt.HOLD);
    }

    private static Answer answer(Outcome outcome, String line) {
        return new Answer(
                outcome,
                Stage.DOT,
                SmtpReply.parse(Integer.parseInt(line.substring(0, 3)), line),
                null,
                "relay:25",
                Duration.ofMillis(3));
    }

    private LedgerRow row(long subscription) {
        return report.rows(edition, subscription - 1, 1).get(0);
    }

    private long attempts() {
        return application
                .jdbc()
                .sql("SELECT count(*) FROM attempt")
                .query(Long.class)
                .single();
    }
}
