package com.scrabbl.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.proofs.Sink.Moment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The server is killed ({@code kill -9}) while it decides sign-ups and while it sends their letters, in every moment of a
 * conversation with the relay: each letter comes, at least once, and at most one comes again for each kill.
 */
@Proof
@Execution(ExecutionMode.CONCURRENT)
class LetterKillTests {

    private static final int PEOPLE = 400;
    private static final int KILLED = 128 + 9;
    private static final Duration LONGEST = Duration.ofMinutes(3);

    /** Those that come once for each connection are waited for the first time that they come. */
    private static final List<Moment> ONCE = List.of(Moment.CONNECTED, Moment.GREETED);

    private static final List<Moment> MOMENTS = List.of(
            Moment.BEFORE_DATA,
            Moment.IN_DATA,
            Moment.AFTER_DOT,
            Moment.CONNECTED,
            Moment.JOURNALED,
            Moment.ANSWERED,
            Moment.GREETED);

    private static final int LETTERS = 8;

    @ParameterizedTest
    @EnumSource
    void noLetterIsLost(Engine engine) {
        ProofRecord record = ProofRecord.of("kill -9, letters", engine.toString());
        int kills = Math.max(MOMENTS.size() + 1, Settings.KILLS / 4);
        try (Newsroom newsroom = Newsroom.opened("letters-" + engine, engine, 1)) {
            invite(newsroom);
            killDeciding(newsroom);
            Random chance = new Random(Settings.SEED + engine.ordinal());
            for (int kill = 1; kill < kills; kill++) {
                killSending(newsroom, MOMENTS.get(kill % MOMENTS.size()), chance.nextInt(1, LETTERS));
            }
            sendTheRest(newsroom);
            assertHeld(record.figure("tries", kills), newsroom, kills);
        }
    }

    private static void invite(Newsroom newsroom) {
        newsroom.write(
                "people.csv",
                IntStream.rangeClosed(1, PEOPLE)
                        .mapToObj(person -> address(person) + "\n")
                        .collect(Collectors.joining("", "email\n", "")));
        newsroom.run(
                0,
                "subscribers",
                "import",
                "people.csv",
                "--newsletter",
                "daily",
                "--status",
                "pending",
                "--consent-text",
                "Yes, the Harbour Daily, please");
    }

    private static String address(int person) {
        return "p" + person + "@people.example";
    }

    private static void killDeciding(Newsroom newsroom) {
        Running server = newsroom.serve();
        Waiting.until(
                "a decision",
                LONGEST,
                () -> Rows.number(newsroom, "SELECT count(*) FROM signup_request WHERE handled_at IS NOT NULL") > 0);
        server.kill();
        waitForWhatWasInHand(newsroom);
    }

    private static void killSending(Newsroom newsroom, Moment moment, int nth) {
        Running server = newsroom.start("serve");
        AtomicInteger seen = new AtomicInteger();
        int last = ONCE.contains(moment) ? 1 : nth;
        newsroom.sink().watchedBy(present -> {
            if (present == moment && seen.incrementAndGet() == last) {
                server.kill();
                return moment != Moment.IN_DATA;
            }
            return true;
        });
        assertThat(server.waitFor(LONGEST)).as(moment + ": " + server).isEqualTo(KILLED);
        newsroom.sink().unwatched();
        waitForWhatWasInHand(newsroom);
    }

    /** What a process had in hand is due again after a quarter of an hour: that has passed. */
    private static void waitForWhatWasInHand(Newsroom newsroom) {
        Rows.change(newsroom, "UPDATE letter SET next_attempt_at = queued_at WHERE outcome IS NULL");
    }

    private static void sendTheRest(Newsroom newsroom) {
        Running server = newsroom.serve();
        Waiting.until(
                "all letters",
                LONGEST,
                () -> Rows.number(newsroom, "SELECT count(*) FROM letter WHERE outcome = 'SENT'") == PEOPLE);
        server.terminate();
        server.waitFor(LONGEST);
    }

    private static void assertHeld(ProofRecord record, Newsroom newsroom, int kills) {
        Map<String, Long> idsByReader = newsroom.journal().from(0).stream()
                .collect(Collectors.groupingBy(
                        Journal.Taken::recipient,
                        Collectors.mapping(
                                Journal.Taken::messageId,
                                Collectors.collectingAndThen(Collectors.toSet(), ids -> (long) ids.size()))));
        long lost = IntStream.rangeClosed(1, PEOPLE)
                .filter(person -> !idsByReader.containsKey(address(person)))
                .count();
        long doubled = idsByReader.values().stream().filter(ids -> ids > 1).count();
        long again = newsroom.journal().size() - idsByReader.size();
        long undecided = Rows.number(newsroom, "SELECT count(*) FROM signup_request WHERE handled_at IS NULL");
        record.figure("lost", lost)
                .figure("doubled", doubled)
                .figure("letters", PEOPLE)
                .figure("second copies of what was in hand", again)
                .figure("undecided", undecided);
        boolean held = lost == 0
                && doubled == 0
                && again <= kills
                && undecided == 0
                && Rows.number(newsroom, "SELECT count(*) FROM letter") == PEOPLE;
        record.verdict(held);
        assertThat(held)
                .as("lost %d, doubled %d, again %d", lost, doubled, again)
                .isTrue();
    }
}
