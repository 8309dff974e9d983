package com.scrabbl.bench;

import com.scrabbl.proofs.Running;
import com.scrabbl.proofs.Waiting;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** The product as it serves: one process that sends an edition to all readers whenever articles were published. */
final class Serving implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final Installation installation;
    private final Running process;
    private final CpuClock cpu;
    /** One for all looks: H2, which is in the product's process, gathers its figures for whoever connects. */
    private final Connection connection;

    Serving(Installation installation, Running process) {
        this.installation = installation;
        this.process = process;
        this.cpu = CpuClock.of(process);
        // Whoever opens an H2 file first has it: that is to be the product.
        await("it has started", () -> process.err().contains("Started ScrabblApplication"));
        try {
            this.connection = installation.storage().connect();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Publishes the next articles, and waits until all readers have them. */
    Sent send() {
        long before = completed();
        long step = installation.latestStep();
        Instant begun = Instant.now();
        installation.articles().next();
        await("the edition is sent", () -> {
            Waiting.pause(BETWEEN_LOOKS);
            return completed() > before;
        });
        return installation.sent(cpu, begun, step);
    }

    private void await(String what, BooleanSupplier condition) {
        Waiting.until(what, LONGEST, () -> {
            if (!process.alive()) {
                throw new AssertionError("It ended: " + process);
            }
            return condition.getAsBoolean();
        });
    }

    private long completed() {
        try (PreparedStatement statement =
                        connection.prepareStatement("SELECT COUNT(*) FROM run WHERE state = 'COMPLETED'");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        process.terminate();
        process.waitFor(Duration.ofMinutes(1));
    }
}
