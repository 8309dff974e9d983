package com.scrabbl.bench;

import com.scrabbl.proofs.Engine;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Where it is not this machine that takes the time: a relay that is slow after the dot, and a long line. */
@Bench
class LatencyBenchmark {

    private static final Duration AFTER_DOT = Duration.ofMillis(20);
    private static final int MANY_CONNECTIONS = 128;
    private static final int MANY_MESSAGES = 30_000;
    private static final int FEW_CONNECTIONS = 4;
    private static final int FEW_READERS = 5_000;
    private static final int FEW_MESSAGES = 600;

    @Test
    void slowRelay() {
        Assumptions.assumeTrue(Row.SLOW_RELAY.asked(), "not asked for");
        Message message = Message.ofTheProduct();
        try (SlowRelay relay = new SlowRelay(AFTER_DOT)) {
            // So that it is compiled: it computes on the processors of the sender.
            Optional<Double> limit = Postfix.find()
                    .map(postfix -> postfix.rate(relay.port(), MANY_CONNECTIONS, MANY_MESSAGES, message.file()));
            Installation installation =
                    Installation.filled("slow-relay", Engine.H2, Options.READERS, MANY_CONNECTIONS, relay.port());
            double possible = MANY_CONNECTIONS / (AFTER_DOT.toMillis() / 1e3);
            Measured row = Measured.of(Row.SLOW_RELAY)
                    .condition("database", Engine.H2)
                    .condition("readers", Options.READERS)
                    .condition("connections", MANY_CONNECTIONS)
                    .condition("heap MB", Options.HEAP);
            limit.ifPresent(rate -> row.beside("smtp-source messages/s", rate));
            try (Serving serving = installation.serve()) {
                row.beside("the first edition of the process", serving.send().rate() / possible);
                for (int repetition = 0; repetition < Options.REPETITIONS; repetition++) {
                    Sent sent = serving.send();
                    row.condition("message bytes", relay.first().length())
                            .beside("messages/s", sent.rate())
                            .beside("possible messages/s", possible)
                            .beside("ms after the dot", relay.meanDelay())
                            .value(sent.rate() / possible);
                }
            }
        }
    }

    @Test
    void roundTrip() {
        Assumptions.assumeTrue(Row.ROUND_TRIP.asked(), "not asked for");
        Optional<Postfix> postfix = Postfix.find();
        if (postfix.isEmpty()) {
            Measured.not(Row.ROUND_TRIP, Postfix.MISSING);
            return;
        }
        Message message = Message.ofTheProduct();
        try (Postfix.Sink sink = postfix.get().sink();
                SlowLine line = new SlowLine(sink.port(), AFTER_DOT.dividedBy(2))) {
            Installation installation =
                    Installation.filled("round-trip", Engine.H2, FEW_READERS, FEW_CONNECTIONS, line.port());
            Measured row = Measured.of(Row.ROUND_TRIP)
                    .condition("database", Engine.H2)
                    .condition("readers", FEW_READERS)
                    .condition("connections", FEW_CONNECTIONS)
                    .condition("message bytes", message.bytes());
            for (int repetition = 0; repetition < Options.REPETITIONS; repetition++) {
                double limit = postfix.get().rate(line.port(), FEW_CONNECTIONS, FEW_MESSAGES, message.file());
                Sent sent = installation.send();
                row.beside("messages/s and connection", sent.rate() / FEW_CONNECTIONS)
                        .beside("smtp-source messages/s and connection", limit / FEW_CONNECTIONS)
                        .beside("second half ratio", sent.lateRate() / limit)
                        .beside("ms one way", line.meanDelay())
                        .value(sent.rate() / limit);
            }
        }
    }
}
