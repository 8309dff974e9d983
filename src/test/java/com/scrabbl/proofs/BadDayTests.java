package com.scrabbl.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.delivery.Progress;
import com.scrabbl.run.Claim;
import com.scrabbl.run.Run;
import com.scrabbl.run.RunDriver;
import com.scrabbl.run.RunState;
import com.scrabbl.run.Runs;
import com.scrabbl.support.Database;
import com.scrabbl.support.NewsletterTester;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.SettableClock;
import com.scrabbl.support.TestApplication;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * A simulated day: 20,000 readers, and large providers that behave as they do on a bad one. The clock goes thirty times as
 * fast, and past times in which no run has anything to do. Every reader ends in the right state, what was our own fault
 * suppresses nobody, and it takes no longer than the slowest provider forces.
 *
 * <p>What it forces is more than its limits alone, since nobody tells when they change: that Microsoft believes us again is
 * found by the next try, at most half an hour later. Who does not know a rate learns it by being refused, which costs a
 * suspension of half an hour, and then sends at half of what was taken in a minute.
 */
@Tag("proof")
@OnEachDatabase
@Isolated
class BadDayTests {

    private static final int READERS = Integer.getInteger("proofs.readers", 20_000);
    private static final int SPEED = 30;

    /** Minutes of the day for what takes as long on any day: to begin and end executions costs two real seconds each. */
    private static final int EXECUTIONS = 15;

    /** Between tries whether a provider that refuses us still does, by its rule. */
    private static final int BETWEEN_TRIES = 30;

    private static final int GMAIL_RATE = BadDay.GMAIL_A_MINUTE - 10;
    private static final int MICROSOFT_RATE = BadDay.MICROSOFT_A_MINUTE - 20;

    private final Database database;
    private final TestApplication application;

    BadDayTests(Database database) {
        this.database = database;
        application = TestApplication.on(database);
    }

    /** @param known whether the operator has set the rates that the providers have */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyReaderEndsInTheRightStateAndNobodyWaitsForLong(boolean known, @TempDir Path folder) {
        ProofRecord record = ProofRecord.of(known ? "bad day, rates set" : "bad day", database.toString())
                .figure("readers", READERS);
        try (Sink sink = new Sink(folder.resolve("journal.tsv"));
                TestApplication day = application.another(settings(known, sink.port()))) {
            sink.answersWithin(4);
            day.bean(JavaMailSenderImpl.class).setPort(sink.port());
            new NewsletterTester(day, folder)
                    .declared("policies: { shelf-life: PT20H }")
                    .published("Harbour opens")
                    .imported(Stream.concat(
                                    Stream.of("email"),
                                    IntStream.rangeClosed(1, READERS).mapToObj(BadDay::address))
                            .toArray(String[]::new));
            BadDay script = new BadDay(day.clock());
            sink.refuses(script);
            Instant begun = day.clock().instant();
            try (Ticking ticking = new Ticking(day.clock())) {
                day.run("send", "daily");
                goOn(day, ticking);
                Instant over = day.clock().instant();
                Map<String, String> first = states(day);
                long ours = first.values().stream()
                        .filter(state -> state.startsWith("REJECTED ours"))
                        .count();
                day.run("runs", "redo", String.valueOf(latest(day).id()), "--yes");
                goOn(day, ticking);

                long took = Duration.between(begun, over).toMinutes();
                long forced = forced(known);
                record.figure("minutes", took)
                        .figure("minutes forced", forced)
                        .figure("refused by our fault", ours)
                        .note(script.refusals().toString())
                        .note(ticking.toString());
                check(day, sink, ours);
                assertThat(took).isBetween(BadDay.UNAUTHENTICATED.toMinutes(), forced + EXECUTIONS);
            }
            record.verdict(true);
        }
    }

    private static String[] settings(boolean known, int port) {
        // A lane looks every tenth of a real second what may go, which is three seconds of the day: many look often
        // enough.
        Stream<String> always = Stream.of("--spring.mail.port=" + port, "--scrabbl.delivery.connections=32");
        Stream<String> rates = Stream.of(
                "--scrabbl.delivery.providers.gmail.rate=" + GMAIL_RATE + "/min",
                "--scrabbl.delivery.providers.microsoft.rate=" + MICROSOFT_RATE + "/min");
        return (known ? Stream.concat(always, rates) : always).toArray(String[]::new);
    }

    /** Minutes of the slowest: Gmail at its rate, Microsoft at its rate when it believes us, Yahoo when it was left alone. */
    private static long forced(boolean known) {
        long gmail = READERS * 6L / 20 / (known ? GMAIL_RATE : BadDay.GMAIL_A_MINUTE / 2);
        long microsoft = READERS * 5L / 20 / (known ? MICROSOFT_RATE : BadDay.MICROSOFT_A_MINUTE / 2);
        int learning = known ? 0 : BETWEEN_TRIES;
        return LongStream.of(
                        learning + gmail,
                        BadDay.UNAUTHENTICATED.toMinutes() + BETWEEN_TRIES + learning + microsoft,
                        BadDay.LEFT_ALONE.toMinutes())
                .max()
                .orElseThrow();
    }

    /** As a service does: whenever the run is due. */
    private static void goOn(TestApplication day, Ticking ticking) {
        RunDriver driver = day.bean(RunDriver.class);
        for (Run run = latest(day);
                run.state() != RunState.COMPLETED
                        && day.clock().instant().isBefore(TestApplication.START.plus(Duration.ofHours(30)));
                run = latest(day)) {
            Instant due = run.dueAt();
            assertThat(run.state()).as(String.valueOf(run)).isEqualTo(RunState.WAITING);
            if (due != null) {
                ticking.skipTo(due);
            }
            driver.execute(run, Claim.GO_ON, new Progress());
        }
    }

    private static Run latest(TestApplication day) {
        long id = day.jdbc().sql("SELECT MAX(id) FROM run").query(Long.class).single();
        return day.bean(Runs.class).byId(id).orElseThrow();
    }

    private static Map<String, String> states(TestApplication day) {
        Map<String, String> states = new HashMap<>();
        day.jdbc()
                .sql("SELECT p.address, d.state, COALESCE(d.reason, '') AS reason FROM delivery d "
                        + "JOIN subscription s ON s.id = d.subscription_id JOIN subscriber p ON p.id = s.subscriber_id")
                .query(row -> {
                    states.put(
                            row.getString("address"), (row.getString("state") + " " + row.getString("reason")).strip());
                });
        return states;
    }

    private static void check(TestApplication day, Sink sink, long ours) {
        Map<String, String> states = states(day);
        assertThat(states).hasSize(READERS);
        IntStream.rangeClosed(1, READERS).forEach(reader -> {
            String state = states.get(BadDay.address(reader));
            if (BadDay.isUnknown(reader)) {
                assertThat(state).as(BadDay.address(reader)).startsWith("REJECTED");
            } else {
                assertThat(state).as(BadDay.address(reader)).startsWith("ACCEPTED");
            }
        });
        assertThat(ours).as("refused for good by our fault, before the redo").isLessThan(60);
        assertThat(day.jdbc()
                        .sql("SELECT address FROM suppression")
                        .query(String.class)
                        .list())
                .allMatch(address -> BadDay.isUnknown(Integer.parseInt(address.substring(1, address.indexOf('@')))));
        assertThat(sink.journal().size()).isEqualTo((int) IntStream.rangeClosed(1, READERS)
                .filter(reader -> !BadDay.isUnknown(reader))
                .count());
    }

    /** Lets the clock go, and no faster than this process gets to run: on a busy machine the day is longer in real time. */
    private static final class Ticking implements AutoCloseable {

        private static final long LONGEST_TICK = Duration.ofMillis(5).toNanos();

        private final SettableClock clock;
        private final long begun = System.nanoTime();
        private final Thread thread = new Thread(this::go, "clock");
        private long last = begun;
        private volatile boolean closed;

        Ticking(SettableClock clock) {
            this.clock = clock;
            thread.setDaemon(true);
            thread.start();
        }

        private void go() {
            while (!closed) {
                tick();
                try {
                    Thread.sleep(2);
                } catch (InterruptedException e) {
                    return;
                }
            }
        }

        private synchronized void tick() {
            long now = System.nanoTime();
            clock.tick(Duration.ofNanos(Math.min(now - last, LONGEST_TICK) * SPEED));
            last = now;
        }

        /** While no run has anything to do. */
        synchronized void skipTo(Instant instant) {
            if (instant.isAfter(clock.instant())) {
                clock.set(instant);
            }
        }

        @Override
        public void close() {
            closed = true;
        }

        @Override
        public String toString() {
            return Duration.ofNanos(System.nanoTime() - begun).toSeconds() + " real seconds";
        }
    }
}
