package com.scrabbl.delivery;

import static com.scrabbl.support.Faults.says;
import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.delivery.Delivery.InDoubt;
import com.scrabbl.delivery.Ending.Kind;
import com.scrabbl.mail.Outgoing;
import com.scrabbl.mail.RelayTester;
import com.scrabbl.mail.SmtpRelay;
import com.scrabbl.support.Database;
import com.scrabbl.support.FaultyRelay;
import com.scrabbl.support.FaultyRelay.At;
import com.scrabbl.support.LedgerTester;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.TestApplication;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionOperations;

/** A receiving domain that refuses us is set aside; nobody else waits for it. */
@OnEachDatabase
class ProvidersAsideTests {

    private static final int READERS = 120;
    private static final int OF_EACH = READERS / 2;

    private static final int LANES = 8;

    /** Refusals before all others are set aside: three tell, and then each lane has one on its way, and one begun. */
    private static final int MOST_REFUSED = 3 + 2 * LANES;

    private static final String REFUSAL = "550 5.7.26 unauthenticated mail";

    private final TestApplication application;
    private final LedgerTester tester;
    private final LedgerReport report;
    private final Lanes lanes;

    ProvidersAsideTests(Database database) {
        application = TestApplication.on(database);
        tester = new LedgerTester(application);
        report = application.bean(LedgerReport.class);
        lanes = application.bean(Lanes.class);
    }

    @Test
    void readersOfTheDomainWaitAndAllOthersGetTheirs() throws IOException {
        long edition = tester.edition(READERS, "reader.example", "big.example");
        try (FaultyRelay relay = refusingBig()) {
            Ending ending = deliver(edition, relay);

            assertThat(ending.kind()).isEqualTo(Kind.DONE);
            assertThat(ending.sentence())
                    .startsWith("big.example refused 3 readers")
                    .contains(REFUSAL, "check SPF");
            List<LedgerRow> rows = report.rows(edition, 0, READERS);
            assertThat(rows)
                    .filteredOn(row -> row.email().endsWith("@reader.example"))
                    .allSatisfy(row -> assertThat(row.state()).isEqualTo(DeliveryState.ACCEPTED));
            assertThat(rows)
                    .filteredOn(row -> row.email().endsWith("@big.example"))
                    .filteredOn(row -> row.state() != DeliveryState.REJECTED)
                    .hasSizeGreaterThanOrEqualTo(OF_EACH - MOST_REFUSED)
                    .allSatisfy(row -> {
                        assertThat(row.state()).isEqualTo(DeliveryState.DEFERRED);
                        assertThat(row.reason()).startsWith("ours: set aside with its provider: ours: SPF");
                        assertThat(row.attempts()).isZero();
                        assertThat(row.nextAttemptAt()).isEqualTo(now().plus(Duration.ofMinutes(15)));
                    });

            relay.heal();
            assertThat(deliver(edition, relay).kind()).isEqualTo(Kind.DONE);
            assertThat(relay.journal()).as("not yet").hasSize(OF_EACH);

            application.clock().tick(Duration.ofMinutes(15));
            deliver(edition, relay);
            assertThat(report.counts(edition)).containsOnlyKeys(DeliveryState.ACCEPTED, DeliveryState.REJECTED);
            assertThat(relay.journal()).doesNotHaveDuplicates();
        }
    }

    @Test
    void theyWaitFromTheThirdRefusalOnHoweverLongItTakesToRecordIt() throws Exception {
        long edition = tester.edition(READERS, "reader.example", "big.example");
        try (FaultyRelay relay = refusingBig()) {
            application
                    .jdbc()
                    .sql("INSERT INTO pace (relay, provider) VALUES (?, 'big.example')")
                    .param(relayAt(relay).name())
                    .update();
            CompletableFuture<Ending> delivering = application
                    .bean(TransactionOperations.class)
                    .execute(status -> {
                        application
                                .jdbc()
                                .sql("SELECT provider FROM pace FOR UPDATE")
                                .query(String.class)
                                .single();
                        CompletableFuture<Ending> begun = CompletableFuture.supplyAsync(() -> deliver(edition, relay));
                        // A lane that waits for the row has begun another message.
                        Awaitility.await().until(() -> relay.journal().size() >= OF_EACH - LANES);
                        return begun;
                    });

            assertThat(Objects.requireNonNull(delivering).get().kind()).isEqualTo(Kind.DONE);
            assertThat(report.counts(edition).get(DeliveryState.REJECTED)).isLessThanOrEqualTo(MOST_REFUSED);
        }
    }

    @Test
    void whenNobodyElseIsOpenItIsAHaltAndAnOperatorsWordMakesThemDueAtOnce() throws IOException {
        long edition = tester.edition(READERS, "big.example");
        try (FaultyRelay relay = refusingBig()) {
            Ending ending = deliver(edition, relay);

            assertThat(ending.kind()).isEqualTo(Kind.HALTED);
            assertThat(ending.sentence()).contains("big.example", REFUSAL, "check SPF");
            Map<DeliveryState, Long> counts = report.counts(edition);
            assertThat(counts).containsOnlyKeys(DeliveryState.DEFERRED, DeliveryState.REJECTED);
            assertThat(counts.get(DeliveryState.REJECTED)).isLessThanOrEqualTo(MOST_REFUSED);

            relay.heal();
            application.bean(ProvidersAside.class).recall(edition, now());
            assertThat(deliver(edition, relay)).isEqualTo(Ending.done());
            assertThat(relay.journal()).hasSize(Math.toIntExact(counts.get(DeliveryState.DEFERRED)));
        }
    }

    @Test
    void shelfLifeEndsTheWaiting() throws IOException {
        long edition = tester.edition(READERS, "reader.example", "big.example");
        Instant ends = now().plus(Duration.ofMinutes(3));
        try (FaultyRelay relay = refusingBig()) {
            lanes.deliver(job(edition, relay, ends));

            assertThat(report.nextDue(edition, now())).contains(ends);
        }
    }

    private static FaultyRelay refusingBig() {
        return new FaultyRelay()
                .when(moment -> moment.at() == At.RCPT && moment.recipient().endsWith("@big.example"), says(REFUSAL));
    }

    private Ending deliver(long edition, FaultyRelay relay) {
        return lanes.deliver(job(edition, relay, now().plus(Duration.ofHours(20))));
    }

    private Lanes.Job job(long edition, FaultyRelay relay, Instant shelfLifeEnds) {
        MessageSource messages = delivery -> new Outgoing(
                "news@scrabbl.example",
                tester.address(delivery.subscription()),
                "Subject: x\r\n\r\nx\r\n".getBytes(StandardCharsets.US_ASCII));
        return new Lanes.Job(
                edition,
                application.bean(Worker.class).id(),
                lanes.terms(shelfLifeEnds, InDoubt.HOLD),
                messages,
                relayAt(relay),
                new Progress(),
                () -> false);
    }

    private static SmtpRelay relayAt(FaultyRelay relay) {
        return RelayTester.relayAt(relay.port(), Map.of());
    }

    private Instant now() {
        return application.clock().instant();
    }
}
