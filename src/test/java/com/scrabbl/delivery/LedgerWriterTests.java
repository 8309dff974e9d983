package com.scrabbl.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scrabbl.delivery.Ledger.Begun;
import com.scrabbl.delivery.Ledger.Claim;
import com.scrabbl.delivery.Ledger.Request;
import com.scrabbl.disk.DatabaseDisk;
import com.scrabbl.mail.Answer;
import com.scrabbl.mail.Answer.Outcome;
import com.scrabbl.mail.SmtpReply;
import com.scrabbl.mail.Stage;
import com.scrabbl.support.Database;
import com.scrabbl.support.LedgerTester;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.TestApplication;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;

/** What lanes ask for is recorded once, whatever the connection to the database does; and in groups. */
@OnEachDatabase
class LedgerWriterTests {

    private final TestApplication application;
    private final LedgerTester tester;
    private final long edition;
    private final long worker;
    private final Faults faults;
    private final Ledger ledger;
    private final LedgerWriter writer;

    LedgerWriterTests(Database database) {
        application = TestApplication.on(database);
        tester = new LedgerTester(application);
        edition = tester.edition(20);
        worker = tester.worker(60);
        faults = new Faults(application.bean(TransactionOperations.class));
        ledger = new Ledger(
                application.bean(SettledRows.class),
                application.bean(BegunRows.class),
                faults,
                application.bean(DiskSync.class));
        writer = new LedgerWriter(ledger, application.bean(DeliveryMeters.class), application.bean(DatabaseDisk.class));
    }

    @AfterEach
    void end() {
        writer.destroy();
    }

    @Test
    void commitWhoseAnswerWasLostIsFoundAgain() {
        Delivery first = begin(1);
        faults.loseTheNextAnswer = true;

        Begun next = writer.record(Request.settleAndBegin(accepted(first), claim(2)));

        assertThat(next.delivery()).isEqualTo(new Delivery(edition, tester.subscription(2), 1));
        assertThat(row(1).state()).isEqualTo(DeliveryState.ACCEPTED);
        assertThat(row(2).attempts()).isEqualTo(1);
        assertThat(faults.commits).as("the lost one, and its repetition").hasValue(3);
    }

    @Test
    void lostAnswerOfARefusalLeavesOneAttemptRow() {
        Delivery first = begin(1);
        faults.loseTheNextAnswer = true;

        writer.record(Request.settle(
                worker, first.after(answer("450 4.2.0 greylisted"), "reader.example", now(), terms(), true)));

        assertThat(row(1).state()).isEqualTo(DeliveryState.DEFERRED);
        assertThat(application
                        .jdbc()
                        .sql("SELECT count(*) FROM attempt")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void databaseThatIsGoneForAWhileIsWaitedFor() {
        faults.refusals.set(2);

        assertThat(begin(1)).isEqualTo(new Delivery(edition, tester.subscription(1), 1));
        assertThat(writer.isFailing()).isFalse();
    }

    @Test
    void answersInHandAreKeptWhenThePatienceForAllElseIsOver() {
        PatientLedger impatient = new PatientLedger(
                ledger, application.bean(DeliveryMeters.class), application.bean(DatabaseDisk.class), Duration.ZERO);
        Delivery answered = begin(1);
        faults.refusals.set(2);

        assertThatThrownBy(() -> impatient.record(List.of(Request.settleAndBegin(null, claim(2)))))
                .isInstanceOf(DataAccessResourceFailureException.class);
        impatient.record(List.of(Request.settle(worker, accepted(answered))));
        assertThat(row(1).state()).isEqualTo(DeliveryState.ACCEPTED);
    }

    @Test
    void whatTheDatabaseDoesNotTakeOfOneLaneDoesNotKeepItFromTheOthers() {
        Delivery bad = begin(1);
        Delivery good = begin(2);
        CompletableFuture<Begun> held = holding(3);
        CompletableFuture<Begun> refused =
                writer.ask(Request.settle(worker, accepted(bad, "250 2.0.0 ok", "r".repeat(300))));
        CompletableFuture<Begun> taken = writer.ask(Request.settle(worker, accepted(good)));
        faults.letGo();

        assertThatThrownBy(() -> LedgerWriter.await(refused)).isInstanceOf(DataIntegrityViolationException.class);
        LedgerWriter.await(taken);
        assertThat(LedgerWriter.await(held).delivery()).isNotNull();
        assertThat(row(2).state()).isEqualTo(DeliveryState.ACCEPTED);
        assertThat(row(1).state()).isEqualTo(DeliveryState.SENDING);
    }

    @Test
    void writerThatBreaksTellsTheLaneAndGoesOn() {
        faults.breakTheNext = true;

        assertThatThrownBy(() -> begin(1)).isInstanceOf(IllegalStateException.class);
        assertThat(begin(2).attempt()).isEqualTo(1);
    }

    @Test
    void whatIsAskedWhileACommitRunsIsOneCommit() {
        CompletableFuture<Begun> first = holding(1);
        List<CompletableFuture<Begun>> others = java.util.stream.IntStream.rangeClosed(2, 20)
                .mapToObj(reader -> writer.ask(Request.settleAndBegin(null, claim(reader))))
                .toList();
        faults.letGo();

        LedgerWriter.await(first);
        assertThat(others)
                .allSatisfy(asked ->
                        assertThat(LedgerWriter.await(asked).delivery()).isNotNull());
        assertThat(faults.commits).hasValue(2);
    }

    /** Begins a delivery in a commit that is held until it is let go. */
    private CompletableFuture<Begun> holding(int reader) {
        faults.holdTheNextGroup();
        CompletableFuture<Begun> asked = writer.ask(Request.settleAndBegin(null, claim(reader)));
        faults.awaitHeld();
        return asked;
    }

    private Delivery begin(int reader) {
        return java.util.Objects.requireNonNull(
                writer.record(Request.settleAndBegin(null, claim(reader))).delivery());
    }

    private Claim claim(int reader) {
        return new Claim(edition, tester.subscription(reader), worker);
    }

    private Settlement accepted(Delivery delivery) {
        return accepted(delivery, "250 2.0.0 ok", "relay:25");
    }

    private Settlement accepted(Delivery delivery, String line, String relay) {
        Answer answer =
                new Answer(Outcome.ACCEPTED, Stage.DOT, SmtpReply.parse(250, line), null, relay, Duration.ofMillis(3));
        return delivery.after(answer, "reader.example", now(), terms(), true);
    }

    private static Answer answer(String line) {
        int code = Integer.parseInt(line.substring(0, 3));
        return new Answer(
                Outcome.REFUSED, Stage.RCPT, SmtpReply.parse(code, line), null, "relay:25", Duration.ofMillis(3));
    }

    private Delivery.Terms terms() {
        return application.bean(Lanes.class).terms(now().plus(Duration.ofHours(20)), Delivery.InDoubt.HOLD);
    }

    private java.time.Instant now() {
        return application.clock().instant();
    }

    private LedgerRow row(int reader) {
        return application
                .bean(LedgerReport.class)
                .rows(edition, tester.subscription(reader) - 1, 1)
                .get(0);
    }

    /** Transactions that fail as a lost connection makes them fail: before they begin, or after they took place. */
    private static final class Faults implements TransactionOperations {

        private final TransactionOperations real;
        private final AtomicInteger commits = new AtomicInteger();
        private final AtomicInteger refusals = new AtomicInteger();
        private volatile boolean loseTheNextAnswer;
        private volatile boolean breakTheNext;
        private volatile CountDownLatch gate = new CountDownLatch(0);
        private volatile CountDownLatch atTheGate = new CountDownLatch(0);

        private Faults(TransactionOperations real) {
            this.real = real;
        }

        private void holdTheNextGroup() {
            atTheGate = new CountDownLatch(1);
            gate = new CountDownLatch(1);
            commits.set(0);
        }

        private void awaitHeld() {
            await(atTheGate);
        }

        private void letGo() {
            gate.countDown();
        }

        @Override
        public <T> T execute(TransactionCallback<T> action) {
            if (breakTheNext) {
                breakTheNext = false;
                throw new OutOfMemoryError("as if");
            }
            if (refusals.getAndDecrement() > 0) {
                throw new DataAccessResourceFailureException("the connection is refused");
            }
            T result = real.execute((TransactionStatus status) -> {
                T done = action.doInTransaction(status);
                atTheGate.countDown();
                await(gate);
                return done;
            });
            commits.incrementAndGet();
            if (loseTheNextAnswer) {
                loseTheNextAnswer = false;
                throw new DataAccessResourceFailureException("the connection was lost at the commit");
            }
            return result;
        }

        private static void await(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
