package com.scrabbl.delivery;

import static com.scrabbl.support.Faults.says;
import static com.scrabbl.support.Faults.saysAndCloses;
import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.delivery.Delivery.InDoubt;
import com.scrabbl.delivery.Ending.Kind;
import com.scrabbl.mail.Outgoing;
import com.scrabbl.mail.RelayTester;
import com.scrabbl.support.Database;
import com.scrabbl.support.DeadPort;
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
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Several relays: each has its share, and what one does not take before DATA the next one gets. */
@OnEachDatabase
class RelaysTests {

    private static final int READERS = 80;

    private final TestApplication application;
    private final LedgerTester tester;
    private final LedgerReport report;
    private final long edition;

    RelaysTests(Database database) {
        application = TestApplication.on(database);
        tester = new LedgerTester(application);
        report = application.bean(LedgerReport.class);
        edition = tester.edition(READERS);
    }

    @Test
    void eachHasItsShareOfTheLanesByItsWeight() throws IOException {
        try (FaultyRelay heavy = new FaultyRelay();
                FaultyRelay light = new FaultyRelay();
                FaultyRelay spare = new FaultyRelay()) {
            List<Route> routes = List.of(route(heavy, 3), route(light, 1), route(spare, 0));
            assertThat(IntStream.rangeClosed(1, 8)
                            .mapToObj(lane -> Route.forLane(lane, routes).get(0))
                            .filter(routes.get(0)::equals))
                    .hasSize(6);
            // Nobody is answered before all lanes are there: else the first ones could take all readers.
            CyclicBarrier lanes = new CyclicBarrier(8);
            for (FaultyRelay relay : List.of(heavy, light)) {
                relay.when(moment -> moment.at() == At.RCPT && moment.messages() == 0, line -> {
                    meet(lanes);
                    return says("250 2.1.5 ok").strike(line);
                });
            }
            deliver(routes);

            assertThat(heavy.mostOpen()).isEqualTo(6);
            assertThat(light.mostOpen()).isEqualTo(2);
            assertThat(spare.connections()).isZero();
            assertThat(heavy.journal().size() + light.journal().size()).isEqualTo(READERS);
            assertThat(report.rows(edition, 0, READERS))
                    .filteredOn(row -> ("127.0.0.1:" + light.port()).equals(row.relay()))
                    .hasSize(light.journal().size());
        }
    }

    @Test
    void relayThatIsGoneOrBusyOrRefusesTheSenderForNowCostsNobodyAnAttempt() throws IOException {
        try (DeadPort gone = new DeadPort();
                FaultyRelay closing =
                        new FaultyRelay().when(moment -> moment.at() == At.CONNECT, saysAndCloses("421 4.3.2 busy"));
                FaultyRelay full = new FaultyRelay().when(moment -> moment.at() == At.MAIL, says("452 4.3.1 full"));
                FaultyRelay last = new FaultyRelay()) {
            Ending ending = deliver(List.of(route(gone.port(), 2), route(closing, 2), route(full, 2), route(last, 1)));

            assertThat(ending).isEqualTo(Ending.done());
            assertThat(last.journal()).hasSize(READERS).doesNotHaveDuplicates();
            assertThat(report.rows(edition, 0, READERS)).allSatisfy(row -> {
                assertThat(row.state()).isEqualTo(DeliveryState.ACCEPTED);
                assertThat(row.attempts()).isEqualTo(1);
                assertThat(row.relay()).isEqualTo("127.0.0.1:" + last.port());
            });
        }
    }

    @Test
    void whatIsInDoubtAfterTheDotGoesByNoOtherRelay() throws IOException {
        try (FaultyRelay dying = new FaultyRelay().when(moment -> moment.at() == At.DOT, line -> false);
                FaultyRelay other = new FaultyRelay()) {
            deliver(List.of(route(dying, 1), route(other, 1)));

            Map<DeliveryState, Long> counts = report.counts(edition);
            assertThat(counts.get(DeliveryState.UNKNOWN)).isPositive();
            assertThat(counts.get(DeliveryState.ACCEPTED))
                    .isEqualTo(other.journal().size());
            assertThat(counts.get(DeliveryState.UNKNOWN) + counts.get(DeliveryState.ACCEPTED))
                    .isEqualTo(READERS);
        }
    }

    @Test
    void allBusyPausesAsOneDoes() throws IOException {
        try (FaultyRelay one = new FaultyRelay().when(moment -> moment.at() == At.MAIL, says("452 4.3.1 full"));
                FaultyRelay other = new FaultyRelay().when(moment -> moment.at() == At.MAIL, says("452 4.3.1 full"))) {
            assertThat(deliver(List.of(route(one, 1), route(other, 1))).kind()).isEqualTo(Kind.PAUSED);
            assertThat(report.counts(edition)).containsOnlyKeys(DeliveryState.PLANNED, DeliveryState.DEFERRED);
        }
    }

    private static void meet(CyclicBarrier lanes) throws IOException {
        try {
            lanes.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IOException("not all lanes came", e);
        }
    }

    private static Route route(FaultyRelay relay, int weight) {
        return route(relay.port(), weight);
    }

    private static Route route(int port, int weight) {
        return new Route(RelayTester.relayAt(port, Map.of("mail.smtp.timeout", "2000")), weight);
    }

    private Ending deliver(List<Route> routes) {
        Lanes lanes = application.bean(Lanes.class);
        MessageSource messages = delivery -> new Outgoing(
                "news@scrabbl.example",
                tester.address(delivery.subscription()),
                "Subject: x\r\n\r\nx\r\n".getBytes(StandardCharsets.US_ASCII));
        return lanes.deliver(new Lanes.Job(
                edition,
                application.bean(Worker.class).id(),
                lanes.terms(application.clock().instant().plus(Duration.ofHours(20)), InDoubt.HOLD),
                messages,
                routes,
                new Progress(),
                () -> false,
                new RelayTrust()));
    }
}
