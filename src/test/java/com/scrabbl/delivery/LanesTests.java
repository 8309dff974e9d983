package com.scrabbl.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.scrabbl.delivery.Delivery.InDoubt;
import com.scrabbl.mail.MailTransport;
import com.scrabbl.mail.Outgoing;
import com.scrabbl.mail.RelayException;
import com.scrabbl.mail.RelayTester;
import com.scrabbl.support.Database;
import com.scrabbl.support.DeadPort;
import com.scrabbl.support.LedgerTester;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.ScriptedRelay;
import com.scrabbl.support.ScriptedRelay.Script;
import com.scrabbl.support.ScriptedRelay.Taken;
import com.scrabbl.support.TestApplication;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Several lanes, one ledger: each reader once, whatever a connection does. */
@OnEachDatabase
class LanesTests {

    private static final int READERS = 60;

    private final TestApplication application;
    private final LedgerTester tester;
    private final LedgerReport report;
    private final long edition;

    LanesTests(Database database) {
        application = TestApplication.on(database);
        tester = new LedgerTester(application);
        report = application.bean(LedgerReport.class);
        edition = tester.edition(READERS);
    }

    @Test
    void everyReaderGetsOneMessageAndAFurtherPassSendsNone() throws IOException {
        try (ScriptedRelay relay = new ScriptedRelay((command, recipient, connection) -> null)) {
            Progress progress = deliver(relay, this::message);
            deliver(relay, this::message);

            assertThat(relay.journal())
                    .extracting(Taken::recipient)
                    .hasSize(READERS)
                    .doesNotHaveDuplicates();
            assertThat(report.counts(edition)).containsOnly(Map.entry(DeliveryState.ACCEPTED, (long) READERS));
            assertThat(report.acceptedWithoutReply(edition)).isZero();
            assertThat(progress.of(DeliveryState.ACCEPTED)).isEqualTo(READERS);
        }
    }

    @Test
    void eachRefusalIsForItsReaderOnly() throws IOException {
        Script script = (command, recipient, connection) -> !command.startsWith("RCPT")
                ? null
                : switch (recipient) {
                    case "r3@reader.example" -> "550 5.1.1 no such user";
                    case "r4@reader.example" -> "450 4.2.0 greylisted";
                    case "r5@reader.example" -> ScriptedRelay.CLOSE;
                    default -> null;
                };
        try (ScriptedRelay relay = new ScriptedRelay(script)) {
            deliver(relay, this::message);

            assertThat(report.counts(edition))
                    .containsOnly(
                            Map.entry(DeliveryState.ACCEPTED, READERS - 3L),
                            Map.entry(DeliveryState.REJECTED, 1L),
                            Map.entry(DeliveryState.DEFERRED, 2L));
        }
    }

    @Test
    void whatWasCutOffAfterTheDotIsUnknownAndNotSentAgain() throws IOException {
        Script script = (command, recipient, connection) ->
                command.equals(".") && recipient.equals("r7@reader.example") ? ScriptedRelay.CLOSE : null;
        try (ScriptedRelay relay = new ScriptedRelay(script)) {
            deliver(relay, this::message);
            deliver(relay, this::message);

            assertThat(report.counts(edition))
                    .containsOnly(
                            Map.entry(DeliveryState.ACCEPTED, READERS - 1L), Map.entry(DeliveryState.UNKNOWN, 1L));
        }
    }

    @Test
    void connectionThatTheRelayClosesSilentlyCostsNobodyAnAttempt() throws IOException {
        Map<Integer, AtomicInteger> messages = new ConcurrentHashMap<>();
        Script script = (command, recipient, connection) -> command.startsWith("MAIL")
                        && messages.computeIfAbsent(connection, number -> new AtomicInteger())
                                        .incrementAndGet()
                                == 7
                ? ScriptedRelay.CLOSE
                : null;
        try (ScriptedRelay relay = new ScriptedRelay(script)) {
            deliver(relay, this::message);

            assertThat(report.counts(edition)).containsOnly(Map.entry(DeliveryState.ACCEPTED, (long) READERS));
            assertThat(application
                            .jdbc()
                            .sql("SELECT MAX(attempts) FROM delivery")
                            .query(Long.class)
                            .single())
                    .isEqualTo(1);
            assertThat(relay.journal()).extracting(Taken::recipient).doesNotHaveDuplicates();
        }
    }

    @Test
    void relayThatTakesOnlyTwoConnectionsIsServedByTwoLanes() throws IOException {
        Set<Integer> open = ConcurrentHashMap.newKeySet();
        Script script = (command, recipient, connection) -> {
            if (command.equals("QUIT")) {
                open.remove(connection);
            }
            return command.equals("CONNECT") && !isTaken(open, connection) ? "421 4.7.0 too many connections" : null;
        };
        try (ScriptedRelay relay = new ScriptedRelay(script)) {
            deliver(relay, this::message);

            assertThat(report.counts(edition)).containsOnly(Map.entry(DeliveryState.ACCEPTED, (long) READERS));
        }
    }

    private static synchronized boolean isTaken(Set<Integer> open, int connection) {
        return open.size() < 2 && open.add(connection);
    }

    @Test
    void relayThatIsGoneTouchesNoRow() throws IOException {
        try (DeadPort gone = new DeadPort()) {
            assertThatThrownBy(() -> deliver(gone.port(), this::message)).isInstanceOf(RelayException.class);
        }
        assertThat(report.counts(edition)).containsOnly(Map.entry(DeliveryState.PLANNED, (long) READERS));
        assertThat(application
                        .jdbc()
                        .sql("SELECT SUM(attempts) FROM delivery")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void relayThatIsGoneInTheMiddleLeavesNoRowInFlight() throws IOException {
        AtomicInteger messages = new AtomicInteger();
        Script script = (command, recipient, connection) -> {
            if (command.equals("CONNECT") && messages.get() >= 20) {
                return ScriptedRelay.CLOSE;
            }
            return command.startsWith("MAIL") && messages.incrementAndGet() > 20 ? "421 4.3.2 going down" : null;
        };
        try (ScriptedRelay relay = new ScriptedRelay(script)) {
            // Some lanes hear that it goes down, the others find it gone: which of them is believed is a matter of
            // moments.
            Throwable failure = catchThrowable(() -> deliver(relay, this::message));

            assertThat(failure)
                    .satisfiesAnyOf(
                            none -> assertThat(none).isNull(),
                            gone -> assertThat(gone).isInstanceOf(RelayException.class));
            assertThat(report.counts(edition)).doesNotContainKeys(DeliveryState.SENDING, DeliveryState.UNKNOWN);
            assertThat(report.counts(edition).get(DeliveryState.ACCEPTED))
                    .isEqualTo(relay.journal().size());
        }
    }

    @Test
    void messageThatCannotBeMadeIsItsOwnReadersTroubleOnly() throws IOException {
        long bad = tester.subscription(9);
        long unwanted = tester.subscription(10);
        long international = tester.subscription(11);
        MessageSource messages = delivery -> {
            if (delivery.subscription() == bad) {
                throw new IllegalStateException("reader.name is too odd");
            }
            if (delivery.subscription() == unwanted) {
                throw new NotForThisReaderException("erased");
            }
            if (delivery.subscription() == international) {
                return new Outgoing("news@scrabbl.example", "jörg@reader.example", new byte[] {'x', '\r', '\n'});
            }
            return message(delivery);
        };
        try (ScriptedRelay relay = new ScriptedRelay((command, recipient, connection) -> null)) {
            deliver(relay, messages);

            assertThat(report.counts(edition))
                    .containsOnly(
                            Map.entry(DeliveryState.ACCEPTED, READERS - 3L),
                            Map.entry(DeliveryState.REJECTED, 1L),
                            Map.entry(DeliveryState.SKIPPED, 2L));
            assertThat(report.rows(edition, international - 1, 1).get(0).reason())
                    .isEqualTo("the address needs SMTPUTF8, which the relay does not offer");
            assertThat(report.rows(edition, bad - 1, 1).get(0).reason()).isEqualTo("message: reader.name is too odd");
        }
    }

    @Test
    void stopEndsAfterTheMessagesInFlight() throws IOException {
        try (ScriptedRelay relay = new ScriptedRelay((command, recipient, connection) -> null)) {
            application
                    .bean(Lanes.class)
                    .deliver(job(
                            relay.port(),
                            this::message,
                            new Progress(),
                            () -> relay.journal().size() > 10));

            Map<DeliveryState, Long> counts = report.counts(edition);
            assertThat(counts.keySet()).containsExactlyInAnyOrder(DeliveryState.PLANNED, DeliveryState.ACCEPTED);
            assertThat(counts.get(DeliveryState.ACCEPTED))
                    .isEqualTo(relay.journal().size());
        }
    }

    private Progress deliver(ScriptedRelay relay, MessageSource messages) {
        return deliver(relay.port(), messages);
    }

    private Progress deliver(int port, MessageSource messages) {
        Progress progress = new Progress();
        application.bean(Lanes.class).deliver(job(port, messages, progress, () -> false));
        return progress;
    }

    private Lanes.Job job(int port, MessageSource messages, Progress progress, Lanes.StopSignal stop) {
        MailTransport transport = RelayTester.relayAt(port);
        Delivery.Terms terms = application
                .bean(Lanes.class)
                .terms(application.clock().instant().plus(Duration.ofHours(20)), InDoubt.HOLD);
        return new Lanes.Job(edition, application.bean(Worker.class).id(), terms, messages, transport, progress, stop);
    }

    private Outgoing message(Delivery delivery) {
        return new Outgoing(
                "news@scrabbl.example",
                tester.address(delivery.subscription()),
                "Subject: x\r\n\r\nx\r\n".getBytes(StandardCharsets.US_ASCII));
    }
}
