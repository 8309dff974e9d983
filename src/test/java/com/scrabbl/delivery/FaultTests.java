package com.scrabbl.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.delivery.Delivery.InDoubt;
import com.scrabbl.mail.Outgoing;
import com.scrabbl.mail.RelayTester;
import com.scrabbl.mail.Stage;
import com.scrabbl.proofs.ProofRecord;
import com.scrabbl.support.Database;
import com.scrabbl.support.FaultyRelay;
import com.scrabbl.support.LedgerTester;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.TestApplication;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One reader's relay goes wrong; the row says so truly, and twenty others on the same lanes notice nothing. */
@OnEachDatabase
@Tag("quick-proof")
class FaultTests {

    private static final int READERS = 21;
    private static final int TIMEOUT_MILLIS = 600;
    private static final byte[] SHORT = content(100);
    /** Longer than any buffer on the way, so that it is under way when it is cut off. */
    private static final byte[] LONG = content(100_000);

    private static final Map<Database, AtomicInteger> tried = new EnumMap<>(Database.class);
    private static final Map<Database, AtomicInteger> held = new EnumMap<>(Database.class);

    private final Database database;
    private final TestApplication application;
    private final LedgerTester tester;
    private final LedgerReport report;
    private final long edition;

    FaultTests(Database database) {
        this.database = database;
        application = TestApplication.on(database);
        tester = new LedgerTester(application);
        report = application.bean(LedgerReport.class);
        edition = tester.edition(READERS);
    }

    @AfterAll
    static void keepRecords() {
        tried.forEach((database, faults) -> {
            int undisturbed = held.getOrDefault(database, new AtomicInteger()).get();
            ProofRecord.of("faults of a relay", database.toString())
                    .figure("tries", faults.get())
                    .verdict(undisturbed == faults.get());
        });
    }

    static List<FaultRow> faults() {
        return FaultTable.rows().toList();
    }

    /** A relay that hangs does so for good: whoever waits for it without a limit is not done in a minute. */
    @Timeout(60)
    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void faultIsItsOwnReadersOnly(FaultRow fault) throws IOException {
        count(tried);
        try (FaultyRelay relay = relay().when(fault.when(), fault.fault())) {
            deliver(relay, fault.name().startsWith("body") ? LONG : SHORT);

            assertThat(rowOf(FaultRow.READER)).satisfies(row -> {
                assertThat(row.state()).as(String.valueOf(row)).isEqualTo(fault.state());
                assertStage(row, fault);
                assertThat(row.code()).as(String.valueOf(row)).isEqualTo(fault.code());
                assertThat(row.attempts()).isEqualTo(1);
                if (fault.reason() != null) {
                    assertThat(row.reason())
                            .startsWith(fault.reason().replace(fault.stage().name(), row.stage()));
                }
                assertThat(String.valueOf(row.reason()) + row.reply())
                        .doesNotContainPattern("[\\p{Cntrl}\\p{Co}\u202e]")
                        .hasSizeLessThan(1_200);
            });
            assertOthersAreUndisturbed(relay);
        }
        count(held);
    }

    /** A reset takes answers with it that came in one piece with others: of those the account stops earlier. */
    private void assertStage(LedgerRow row, FaultRow fault) {
        Stage stage = Stage.valueOf(row.stage());
        if (database == Database.H2 && fault.name().contains("reset") && fault.code() == null) {
            assertThat(stage).as(String.valueOf(row)).isLessThanOrEqualTo(fault.stage());
        } else {
            assertThat(stage).as(String.valueOf(row)).isEqualTo(fault.stage());
        }
    }

    /** What happens on the wire does not depend on the database: each has the one or the other kind of relay. */
    private FaultyRelay relay() {
        return database == Database.H2 ? new FaultyRelay().offering("PIPELINING") : new FaultyRelay();
    }

    private void count(Map<Database, AtomicInteger> counts) {
        counts.computeIfAbsent(database, key -> new AtomicInteger()).incrementAndGet();
    }

    @Test
    void relayThatTakesTwoConnectionsIsServedByTwo() throws IOException {
        try (FaultyRelay relay = relay().takingConnections(2)) {
            deliver(relay, SHORT);

            assertThat(relay.mostOpen()).isLessThanOrEqualTo(2);
            assertThat(rowOf(FaultRow.READER).state()).isEqualTo(DeliveryState.ACCEPTED);
            assertOthersAreUndisturbed(relay);
        }
    }

    private void assertOthersAreUndisturbed(FaultyRelay relay) {
        assertThat(relay.journal())
                .filteredOn(recipient -> !recipient.equals(FaultRow.READER))
                .hasSize(READERS - 1)
                .doesNotHaveDuplicates();
        assertThat(relay.journal()).filteredOn(FaultRow.READER::equals).hasSizeLessThanOrEqualTo(1);
        assertThat(report.rows(edition, 0, READERS))
                .hasSize(READERS)
                .filteredOn(row -> !row.email().equalsIgnoreCase(FaultRow.READER))
                .allSatisfy(row -> {
                    assertThat(row.state()).as(String.valueOf(row)).isEqualTo(DeliveryState.ACCEPTED);
                    assertThat(row.attempts()).isEqualTo(1);
                });
        assertThat(report.acceptedWithoutReply(edition)).isZero();
        assertThat(report.orphans(edition)).isZero();
    }

    private LedgerRow rowOf(String address) {
        return report.rows(edition, 0, READERS).stream()
                .filter(row -> row.email().equalsIgnoreCase(address))
                .findFirst()
                .orElseThrow();
    }

    private void deliver(FaultyRelay relay, byte[] content) {
        Lanes lanes = application.bean(Lanes.class);
        Delivery.Terms terms = lanes.terms(application.clock().instant().plus(Duration.ofHours(20)), InDoubt.HOLD);
        MessageSource messages = delivery -> {
            String to = tester.address(delivery.subscription());
            boolean odd = to.equals(FaultRow.READER);
            return new Outgoing(odd ? FaultRow.SENDER : "news@scrabbl.example", to, odd ? content : SHORT);
        };
        lanes.deliver(new Lanes.Job(
                edition,
                application.bean(Worker.class).id(),
                terms,
                messages,
                RelayTester.relayAt(relay.port(), TIMEOUT_MILLIS),
                new Progress(),
                () -> false));
    }

    private static byte[] content(int lines) {
        return ("Subject: x\r\n\r\n" + ("x".repeat(78) + "\r\n").repeat(lines)).getBytes(StandardCharsets.US_ASCII);
    }
}
