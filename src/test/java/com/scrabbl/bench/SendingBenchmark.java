package com.scrabbl.bench;

import com.scrabbl.proofs.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * The whole path at full speed, with every delivery recorded durably, beside senders that record nothing: all take turns
 * within each repetition, over as many connections, against one smtp-sink. The product serves, so that its JVM is as warm as
 * theirs; what the first edition of a process takes is told besides.
 */
@Bench
class SendingBenchmark {

    static final int CONNECTIONS = 16;

    private static final int LIMIT_MESSAGES = 40_000;
    private static final int NODEMAILER_MESSAGES = 5_000;
    private static final int JAVAMAIL_MESSAGES = 10_000;
    private static final List<Row> ROWS = List.of(
            Row.SENDING_H2, Row.CPU_H2, Row.SENDING_POSTGRESQL, Row.CPU_POSTGRESQL, Row.NODEMAILER, Row.JAVAMAIL);

    @Test
    void besideOthers() {
        Assumptions.assumeTrue(ROWS.stream().anyMatch(Row::asked), "not asked for");
        Optional<Postfix> postfix = Postfix.find();
        if (postfix.isEmpty()) {
            ROWS.stream().filter(Row::asked).forEach(row -> Measured.not(row, Postfix.MISSING));
            return;
        }
        Message message = Message.ofTheProduct();
        try (Postfix.Sink sink = postfix.get().sink()) {
            DoubleSupplier limit = () -> postfix.get().rate(sink.port(), CONNECTIONS, LIMIT_MESSAGES, message.file());
            List<Contestant> contestants = contestants(message, sink.port(), limit);
            List<Peer> peers = peers(message, sink.port());
            for (int repetition = 0; repetition < Options.REPETITIONS; repetition++) {
                double present = limit.getAsDouble();
                List<Double> rates = contestants.stream()
                        .map(contestant -> contestant.send(present))
                        .toList();
                peers.forEach(peer -> peer.send(rates.get(0)));
            }
            contestants.forEach(Contestant::close);
        }
    }

    private static List<Contestant> contestants(Message message, int relay, DoubleSupplier limit) {
        boolean peers = Row.NODEMAILER.asked() || Row.JAVAMAIL.asked();
        return Stream.of(Engine.values())
                .filter(engine -> rate(engine).asked() || cpu(engine).asked() || peers && engine == Engine.H2)
                .map(engine -> new Contestant(engine, message, relay, limit))
                .toList();
    }

    private static List<Peer> peers(Message message, int relay) {
        List<Peer> peers = new ArrayList<>();
        if (Row.NODEMAILER.asked()) {
            Optional<Nodemailer> nodemailer = Nodemailer.find();
            nodemailer.ifPresentOrElse(
                    found -> peers.add(new Peer(
                            described(Row.NODEMAILER, message).condition("version", Nodemailer.version()),
                            () -> found.rate(relay, CONNECTIONS, NODEMAILER_MESSAGES, message))),
                    () -> Measured.not(Row.NODEMAILER, Nodemailer.MISSING));
        }
        if (Row.JAVAMAIL.asked()) {
            JavaMail mail = new JavaMail(relay, message);
            peers.add(new Peer(described(Row.JAVAMAIL, message), () -> mail.rate(CONNECTIONS, JAVAMAIL_MESSAGES)));
        }
        return peers;
    }

    private static Measured described(Row row, Message message) {
        return Measured.of(row)
                .condition("readers", Options.READERS)
                .condition("connections", CONNECTIONS)
                .condition("articles", Articles.EACH)
                .condition("message bytes", message.bytes())
                .condition("heap MB", Options.HEAP);
    }

    /** Somebody else who sends the same. */
    private record Peer(Measured row, DoubleSupplier messagesPerSecond) {

        void send(double ours) {
            double theirs = messagesPerSecond.getAsDouble();
            row.beside("our messages/s", ours)
                    .beside("their messages/s", theirs)
                    .value(ours / theirs);
        }
    }

    private static Row rate(Engine engine) {
        return engine == Engine.H2 ? Row.SENDING_H2 : Row.SENDING_POSTGRESQL;
    }

    private static Row cpu(Engine engine) {
        return engine == Engine.H2 ? Row.CPU_H2 : Row.CPU_POSTGRESQL;
    }

    /** The product on one of the databases. */
    private static final class Contestant implements AutoCloseable {

        private final Serving serving;
        private final Measured rate;
        private final Measured cpu;

        /** Starts the process and sends a first edition, for most of which the JVM compiles. */
        Contestant(Engine engine, Message message, int relay, DoubleSupplier limit) {
            Installation all = Installation.filled("all-" + engine, engine, Options.READERS, CONNECTIONS, relay);
            String database = Sql.database(all.storage());
            rate = described(rate(engine), message).condition("database", database);
            cpu = described(cpu(engine), message).condition("database", database);
            double present = limit.getAsDouble();
            serving = all.serve();
            Sent sent = serving.send();
            rate.beside("the first edition of the process", sent.rate() / present);
            cpu.beside("the first edition of the process", sent.cpu() / sent.deliveries());
        }

        /** Returns deliveries in a second. */
        double send(double limit) {
            Sent sent = serving.send();
            rate.beside("messages/s", sent.rate())
                    .beside("smtp-source messages/s", limit)
                    .value(sent.rate() / limit);
            cpu.beside("while delivering alone", sent.lateCpuEach()).value(sent.cpu() / sent.deliveries());
            return sent.rate();
        }

        @Override
        public void close() {
            serving.close();
        }
    }
}
