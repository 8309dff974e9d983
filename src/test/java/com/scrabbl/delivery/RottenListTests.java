package com.scrabbl.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.delivery.Delivery.InDoubt;
import com.scrabbl.mail.Outgoing;
import com.scrabbl.mail.RelayTester;
import com.scrabbl.support.Database;
import com.scrabbl.support.LedgerTester;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.ScriptedRelay;
import com.scrabbl.support.TestApplication;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An old list is no broken relay: every reader of it is asked, and whoever is refused for good is believed to be gone. */
@OnEachDatabase
class RottenListTests {

    private static final int READERS = 600;

    private final TestApplication application;
    private final LedgerTester tester;

    RottenListTests(Database database) {
        application = TestApplication.on(database);
        tester = new LedgerTester(application);
    }

    @ParameterizedTest
    @CsvSource({
        "one dead in three of one domain each, 33, 1, shuffled",
        "dead domains of one reader, 40, 1, sorted",
        "dead domains of one reader first, 40, 1, first",
        "dead domains of eight readers, 40, 8, shuffled",
        "dead domains of eight readers first, 40, 8, first",
        "a whole dead domain first, 40, 240, first",
        "a whole dead domain at the end, 40, 240, last",
        "no dead, 0, 1, shuffled",
    })
    void goesThrough(String what, int percent, int ofDomain, String order) throws IOException {
        int dead = READERS * percent / 100;
        List<String> domains = new ArrayList<>();
        for (int reader = 0; reader < READERS; reader++) {
            // Names of both kinds have their places all over the alphabet.
            char letter = (char) ('a' + (reader < dead ? reader / ofDomain : reader) % 20);
            domains.add(reader < dead ? "%c-dead%d.example".formatted(letter, reader / ofDomain) : letter + ".example");
        }
        switch (order) {
            case "shuffled" -> Collections.shuffle(domains, new Random(42));
            case "sorted" -> Collections.sort(domains);
            case "last" -> Collections.reverse(domains);
            default -> assertThat(order).isEqualTo("first");
        }
        long edition = tester.edition(READERS, domains.toArray(String[]::new));
        RelayTrust trust = new RelayTrust();
        try (ScriptedRelay relay = new ScriptedRelay((command, recipient, connection) ->
                command.startsWith("RCPT") && recipient.contains("-dead") ? "550 5.1.1 User unknown" : null)) {
            Ending ending = application.bean(Lanes.class).deliver(job(edition, relay, trust));

            assertThat(ending).as(what).isEqualTo(Ending.done());
            assertThat(relay.journal()).hasSize(READERS - dead);
            List<LedgerRow> rows = application.bean(LedgerReport.class).rows(edition, 0, READERS);
            assertThat(rows)
                    .filteredOn(row -> row.state() == DeliveryState.REJECTED)
                    .hasSize(dead);
            assertThat(trust.found()).isEmpty();
            String name = RelayTester.relayAt(relay.port()).name();
            Instant now = application.clock().instant();
            assertThat(rows)
                    .allSatisfy(row -> assertThat(trust.believes(name, row.subscription(), now))
                            .isTrue());
        }
    }

    private Lanes.Job job(long edition, ScriptedRelay relay, RelayTrust trust) {
        Lanes lanes = application.bean(Lanes.class);
        return new Lanes.Job(
                edition,
                application.bean(Worker.class).id(),
                lanes.terms(application.clock().instant().plus(Duration.ofHours(20)), InDoubt.HOLD),
                delivery -> new Outgoing(
                        "news@scrabbl.example",
                        tester.address(delivery.subscription()),
                        "Subject: x\r\n\r\nx\r\n".getBytes(StandardCharsets.US_ASCII)),
                List.of(new Route(RelayTester.relayAt(relay.port()), 1)),
                new Progress(),
                () -> false,
                trust);
    }
}
