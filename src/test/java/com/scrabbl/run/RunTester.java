package com.scrabbl.run;

import com.scrabbl.support.Execution;
import com.scrabbl.support.ScriptedRelay;
import com.scrabbl.support.TestApplication;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** What the tests of stopping, resuming and taking over need besides a newsletter. */
public final class RunTester {

    private final TestApplication application;

    public RunTester(TestApplication application) {
        this.application = application;
    }

    /** Addresses reader1@reader.example, reader2@… */
    public static String[] readers(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> "reader%d@reader.example".formatted(number))
                .toArray(String[]::new);
    }

    public CompletableFuture<Execution> inBackground(String... args) {
        return CompletableFuture.supplyAsync(() -> application.run(args));
    }

    /** The state of one delivery. */
    public String delivery(String address) {
        return application.jdbc().sql("""
                SELECT d.state || COALESCE(': ' || d.reason, '') FROM delivery d
                JOIN subscription s ON s.id = d.subscription_id JOIN subscriber p ON p.id = s.subscriber_id
                WHERE p.address = ?
                """).param(address).query(String.class).single();
    }

    /** What the delivery is to be, whatever it was. */
    public void deliveryIs(String address, String state, String reason) {
        application.jdbc().sql("""
                UPDATE delivery SET state = ?, reason = ?, code = NULL WHERE subscription_id = (
                    SELECT s.id FROM subscription s JOIN subscriber p ON p.id = s.subscriber_id WHERE p.address = ?)
                """).params(state, reason, address).update();
    }

    public long worker(int leaseSeconds) {
        application.jdbc().sql("""
                INSERT INTO worker (host, pid, started_at, leased_until)
                VALUES ('elsewhere', 1, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP + (%d) * INTERVAL '1' SECOND)
                """.formatted(leaseSeconds)).update();
        return application
                .jdbc()
                .sql("SELECT MAX(id) FROM worker")
                .query(Long.class)
                .single();
    }

    /** As if the process that drove the run had died. */
    public void belongsToTheDead() {
        application
                .jdbc()
                .sql("UPDATE run SET state = 'RUNNING', worker_id = ?")
                .param(worker(0))
                .update();
        application
                .jdbc()
                .sql("UPDATE batch_job_execution SET status = 'STARTED', exit_code = 'UNKNOWN', end_time = NULL")
                .update();
    }

    /** The run of the latest slot. */
    public Run run() {
        return latest(1).get(0);
    }

    /** The history, the latest slot first. */
    public List<Run> latest(int limit) {
        return application.bean(Runs.class).latest(limit);
    }

    /** Whether this process drives the run and knows that it is to stop. */
    public boolean isToStop() {
        return application.bean(Executions.class).signal(run().id()).requested();
    }

    /** A relay that takes its time over the answer to the content, until it is let go. */
    public static final class SlowRelay implements AutoCloseable {
        private final CountDownLatch asked;
        private final CountDownLatch answer = new CountDownLatch(1);
        private final ScriptedRelay relay;

        public SlowRelay(int inFlight) {
            asked = new CountDownLatch(inFlight);
            relay = new ScriptedRelay((command, recipient, connection) -> {
                if (command.equals(".")) {
                    asked.countDown();
                    await(answer);
                }
                return null;
            });
        }

        public int port() {
            return relay.port();
        }

        public List<ScriptedRelay.Taken> journal() {
            return relay.journal();
        }

        public void awaitInFlight() {
            await(asked);
        }

        public void answer() {
            answer.countDown();
        }

        private static void await(CountDownLatch latch) {
            try {
                if (!latch.await(20, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("Nothing came");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() throws java.io.IOException {
            answer();
            relay.close();
        }
    }
}
