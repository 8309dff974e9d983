package com.scrabbl.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.delivery.Delivery.InDoubt;
import com.scrabbl.mail.Outgoing;
import com.scrabbl.mail.RelayTester;
import com.scrabbl.support.Database;
import com.scrabbl.support.LedgerTester;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.ScriptedRelay;
import com.scrabbl.support.ScriptedRelay.Script;
import com.scrabbl.support.TestApplication;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * What a kill would leave in doubt at any moment is bounded: two deliveries for each open connection. The relay looks into
 * the ledger at each command it hears, since a kill at that moment leaves just what is SENDING then.
 */
@OnEachDatabase
class TwoInDoubtTests {

    private static final int CONNECTIONS = 8;

    private final TestApplication application;
    private final LedgerTester tester;
    private final long edition;

    TwoInDoubtTests(Database database) {
        application = TestApplication.on(database);
        tester = new LedgerTester(application);
        edition = tester.edition(100);
    }

    @Test
    void neverMoreThanTwoForEachConnection() throws IOException {
        neverMoreThanTwo(0);
    }

    @Test
    void norWhereTheRelayTakesItsTimeForEachMessage() throws IOException {
        neverMoreThanTwo(30);
    }

    private void neverMoreThanTwo(int millisAfterDot) throws IOException {
        AtomicLong most = new AtomicLong();
        Script looking = (command, recipient, connection) -> {
            if (command.startsWith("RCPT") || command.equals("DATA") || command.equals(".")) {
                most.accumulateAndGet(sending(), Math::max);
            }
            if (command.equals(".")) {
                pause(millisAfterDot);
            }
            return command.startsWith("EHLO") ? "250-scripted\r\n250 PIPELINING" : null;
        };
        try (ScriptedRelay relay = new ScriptedRelay(looking)) {
            deliver(relay);

            assertThat(relay.connections()).isEqualTo(CONNECTIONS);
            assertThat(most.get())
                    .as("the next attempt is recorded while a message is sent")
                    .isGreaterThan(CONNECTIONS)
                    .isLessThanOrEqualTo(2 * CONNECTIONS);
            assertThat(sending()).isZero();
        }
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void deliver(ScriptedRelay relay) {
        Lanes lanes = application.bean(Lanes.class);
        Delivery.Terms terms = lanes.terms(application.clock().instant().plus(Duration.ofHours(20)), InDoubt.HOLD);
        lanes.deliver(new Lanes.Job(
                edition,
                application.bean(Worker.class).id(),
                terms,
                this::message,
                RelayTester.relayAt(relay.port()),
                new Progress(),
                () -> false));
    }

    private Outgoing message(Delivery delivery) {
        return new Outgoing(
                "news@scrabbl.example",
                tester.address(delivery.subscription()),
                "Subject: x\r\n\r\nx\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    private long sending() {
        return application
                .jdbc()
                .sql("SELECT count(*) FROM delivery WHERE edition_id = ? AND state = 'SENDING'")
                .param(edition)
                .query(Long.class)
                .single();
    }
}
