package com.scrabbl.delivery;

import static com.scrabbl.support.Faults.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scrabbl.delivery.Delivery.InDoubt;
import com.scrabbl.delivery.Ending.Kind;
import com.scrabbl.mail.MailTransport;
import com.scrabbl.mail.Outgoing;
import com.scrabbl.mail.RelayException;
import com.scrabbl.mail.RelayTester;
import com.scrabbl.support.Database;
import com.scrabbl.support.FaultyRelay;
import com.scrabbl.support.FaultyRelay.At;
import com.scrabbl.support.LedgerTester;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.TestApplication;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A relay that says no to everybody ends the pass; one that is away is waited for. */
@OnEachDatabase
class HaltTests {

    private static final int READERS = 60;
    private static final Map<String, String> QUICK = Map.of("mail.smtp.timeout", "600");

    private final TestApplication application;
    private final LedgerTester tester;
    private final LedgerReport report;
    private final Lanes lanes;
    private final long edition;

    HaltTests(Database database) {
        application = TestApplication.on(database);
        tester = new LedgerTester(application);
        report = application.bean(LedgerReport.class);
        lanes = application.bean(Lanes.class);
        edition = tester.edition(READERS, "one.example", "two.example");
    }

    @ParameterizedTest
    @CsvSource({
        "MAIL, 550 5.7.1 sender not allowed, sender address",
        "DOT, 554 5.6.0 odd message, rehearse",
        "MAIL, 530 5.7.0 must issue STARTTLS, spring.mail",
    })
    void refusalOfEverybodyHaltsAndMostAreStillOpen(At at, String reply, String advice) throws IOException {
        try (FaultyRelay relay = new FaultyRelay().when(moment -> moment.at() == at, says(reply))) {
            Ending ending = lanes.deliver(job(RelayTester.relayAt(relay.port(), QUICK)));

            assertThat(ending.kind()).isEqualTo(Kind.HALTED);
            assertThat(ending.sentence()).contains(reply).contains(advice);
            // Three of one domain may have been the first: then its other readers were set aside before the halt.
            assertThat(report.counts(edition).keySet())
                    .isSubsetOf(DeliveryState.PLANNED, DeliveryState.DEFERRED, DeliveryState.REJECTED);
            assertThat(report.counts(edition).get(DeliveryState.REJECTED)).isLessThanOrEqualTo(3 + 8);
        }
    }

    @Test
    void relayThatIsBusyPausesAndNothingIsLost() throws IOException {
        try (FaultyRelay relay = new FaultyRelay().when(moment -> moment.at() == At.MAIL, says("452 4.3.1 full"))) {
            Ending ending = lanes.deliver(job(RelayTester.relayAt(relay.port(), QUICK)));

            assertThat(ending.kind()).isEqualTo(Kind.PAUSED);
            assertThat(ending.until()).isAfter(application.clock().instant());
            assertThat(report.counts(edition)).containsOnlyKeys(DeliveryState.PLANNED, DeliveryState.DEFERRED);
        }
    }

    @Test
    void loginThatIsRefusedInTheMiddleEndsThePassAtOnce() throws IOException {
        try (FaultyRelay relay = new FaultyRelay()
                .offering("AUTH PLAIN")
                .when(moment -> moment.at() == At.AUTH && moment.connection() > 8, says("535 5.7.8 wrong"))
                .when(moment -> moment.at() == At.MAIL && moment.messages() >= 2, line -> false)) {
            MailTransport transport = RelayTester.relayAt(relay.port(), "scrabbl", "s3cret-word", QUICK);

            assertThatThrownBy(() -> lanes.deliver(job(transport)))
                    .isInstanceOf(RelayException.class)
                    .hasMessageContaining("535")
                    .hasMessageContaining("spring.mail.password");
            assertThat(report.counts(edition)).containsOnlyKeys(DeliveryState.PLANNED, DeliveryState.ACCEPTED);
            assertThat(report.counts(edition).get(DeliveryState.ACCEPTED))
                    .isEqualTo(relay.journal().size());
        }
    }

    @Test
    void relayThatComesBackIsUsedAgainAndNobodyLosesAnAttempt() throws Exception {
        try (FaultyRelay relay = new FaultyRelay().when(moment -> moment.at() == At.CONNECT, line -> false)) {
            CompletableFuture<Ending> pass = CompletableFuture.supplyAsync(
                    () -> lanes.deliver(job(RelayTester.relayAt(relay.port(), QUICK))),
                    task -> new Thread(task, "pass").start());
            while (relay.connections() == 0) {
                Thread.sleep(5);
            }
            relay.heal();

            assertThat(pass.get(20, TimeUnit.SECONDS).kind()).isEqualTo(Kind.DONE);
            assertThat(report.counts(edition)).containsOnly(Map.entry(DeliveryState.ACCEPTED, (long) READERS));
            assertThat(relay.journal()).hasSize(READERS).doesNotHaveDuplicates();
            List<LedgerRow> rows = report.rows(edition, 0, READERS);
            assertThat(rows).allSatisfy(row -> assertThat(row.attempts()).isEqualTo(1));
        }
    }

    private Lanes.Job job(MailTransport transport) {
        Delivery.Terms terms = lanes.terms(application.clock().instant().plus(Duration.ofHours(20)), InDoubt.HOLD);
        MessageSource messages = delivery -> new Outgoing(
                "news@scrabbl.example",
                tester.address(delivery.subscription()),
                "Subject: x\r\n\r\nx\r\n".getBytes(StandardCharsets.US_ASCII));
        return new Lanes.Job(
                edition, application.bean(Worker.class).id(), terms, messages, transport, new Progress(), () -> false);
    }
}
