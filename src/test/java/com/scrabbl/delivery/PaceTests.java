package com.scrabbl.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.delivery.Pace.Heard;
import com.scrabbl.delivery.Pace.Why;
import com.scrabbl.support.Database;
import com.scrabbl.support.LedgerTester;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.TestApplication;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What all processes together send to a provider, and who of them may. */
@OnEachDatabase
class PaceTests {

    private static final String RELAY = "relay.example:25";
    private static final Why TOO_FAST = new Why(
            "ours: we send too fast",
            "at RCPT: 421 4.7.28 unusual rate",
            List.of(Duration.ofMinutes(30), Duration.ofHours(1)));

    private final TestApplication application;
    private final long here;
    private final long there;

    PaceTests(Database database) {
        application = TestApplication.on(database);
        LedgerTester tester = new LedgerTester(application);
        here = tester.worker(60);
        there = tester.worker(60);
    }

    @Test
    void processesShareARateAndASmallEditionGetsAsMuchAsABigOne() throws InterruptedException {
        Pace one = pace(Clock.systemUTC(), "gmail", "200/s");
        Pace other = pace(Clock.systemUTC(), "gmail", "200/s");
        AtomicInteger big = new AtomicInteger();
        AtomicInteger small = new AtomicInteger();
        AtomicInteger elsewhere = new AtomicInteger();
        long from = System.nanoTime();
        long until = from + Duration.ofMillis(1_500).toNanos();
        List<Thread> threads = List.of(
                asking(one, 1, big, until),
                asking(one, 1, big, until),
                asking(one, 1, big, until),
                asking(one, 1, big, until),
                asking(one, 2, small, until),
                asking(other, 3, elsewhere, until));
        for (Thread thread : threads) {
            thread.join();
        }

        int allowed = 300 + 2 * 50;
        assertThat(big.get() + small.get() + elsewhere.get())
                .as("%s %s %s", big, small, elsewhere)
                .isBetween(200, allowed);
        assertThat(small.get()).as("of %s", big).isGreaterThan(big.get() * 2 / 3);
        assertThat(elsewhere.get()).as("of %s", big).isGreaterThan(big.get() / 2);
    }

    private Thread asking(Pace pace, long edition, AtomicInteger passed, long until) {
        Thread thread = new Thread(() -> {
            while (System.nanoTime() < until) {
                if (pace.ask(RELAY, "gmail", edition, 7, here) == null) {
                    passed.incrementAndGet();
                    pace.settled(RELAY, "gmail", 7, Heard.WELCOME, Why.NONE);
                } else {
                    pause();
                }
            }
        });
        thread.start();
        return thread;
    }

    @Test
    void afterASuspensionOneProcessTriesAndFailureGoesOnWithTheNextDelayAndSuccessEndsIt() {
        Pace one = pace(application.clock());
        Pace other = pace(application.clock());
        Instant begun = application.clock().instant();

        assertThat(one.suspend(RELAY, "gmail", TOO_FAST)).isEqualTo(begun.plusSeconds(1_800));
        other.lookAgain();
        assertThat(other.suspended(RELAY, "gmail")).isTrue();
        assertThat(other.suspended("other.example:25", "gmail")).isFalse();
        assertThat(other.limited(Set.of(RELAY))).containsExactly("gmail");
        assertThat(other.ask(RELAY, "gmail", 1, 11, there)).isEqualTo(begun.plusSeconds(1_800));
        assertThat(other.ask(RELAY, null, 1, 11, there)).as("all others").isNull();

        application.clock().tick(Duration.ofMinutes(30));
        assertThat(one.ask(RELAY, "gmail", 1, 11, here)).isNull();
        assertThat(one.ask(RELAY, "gmail", 1, 12, here)).isNotNull();
        assertThat(other.ask(RELAY, "gmail", 2, 21, there)).isNotNull();
        assertThat(one.settled(RELAY, "gmail", 11, Heard.REFUSED, TOO_FAST))
                .isEqualTo(begun.plusSeconds(1_800 + 3_600));

        application.clock().tick(Duration.ofMinutes(60));
        other.lookAgain();
        pause(600);
        assertThat(other.ask(RELAY, "gmail", 2, 21, there)).isNull();
        assertThat(other.settled(RELAY, "gmail", 21, Heard.WELCOME, Why.NONE)).isNull();
        one.lookAgain();
        assertThat(one.limited(Set.of(RELAY))).isEmpty();
        assertThat(one.suspend(RELAY, "gmail", TOO_FAST))
                .as("the first delay again")
                .isEqualTo(begun.plusSeconds(1_800 + 3_600 + 1_800));
    }

    @Test
    void whoTriesAndDiesIsSucceeded() {
        Pace one = pace(application.clock());
        one.suspend(RELAY, "gmail", TOO_FAST);
        application.clock().tick(Duration.ofMinutes(30));
        assertThat(one.ask(RELAY, "gmail", 1, 11, new LedgerTester(application).worker(-1)))
                .isNull();

        Pace other = pace(application.clock());
        other.lookAgain();
        assertThat(other.ask(RELAY, "gmail", 2, 21, there)).isNull();
    }

    @Test
    void thirdTimeTooFastHalvesTheRateWhichRecovers() {
        Pace one = pace(application.clock(), "gmail", "6000/h");
        for (int message = 0; message < 400; message++) {
            one.accepted(RELAY, "gmail");
        }
        application.clock().tick(Duration.ofSeconds(6));
        one.tooFast(RELAY, "gmail", TOO_FAST);
        one.tooFast(RELAY, "gmail", TOO_FAST);
        assertThat(application.bean(PaceRows.class).all()).isEmpty();
        one.tooFast(RELAY, "gmail", TOO_FAST);

        PaceRow row = application.bean(PaceRows.class).all().get(0);
        assertThat(row.said()).isEqualTo(TOO_FAST.said());
        assertThat(row.slowed(application.clock().instant())).hasToString("3000/h");
        application.clock().tick(Duration.ofHours(2));
        assertThat(row.slowed(application.clock().instant())).hasToString("12000/h");
        application.clock().tick(Duration.ofHours(23));
        assertThat(row.slowed(application.clock().instant())).isNull();
    }

    @Test
    void refusalsOfWhatWasSentBeforeItWasSlowedDoNotSlowItAgain() {
        Pace one = pace(application.clock());
        for (int message = 0; message < 200; message++) {
            one.accepted(RELAY, "microsoft");
        }
        for (int refusal = 0; refusal < 32; refusal++) {
            one.tooFast(RELAY, "microsoft", TOO_FAST);
        }
        assertThat(application.bean(PaceRows.class).all().get(0).slowedTo()).hasToString("6000/h");

        application.clock().tick(Duration.ofMinutes(1));
        for (int refusal = 0; refusal < 3; refusal++) {
            one.tooFast(RELAY, "microsoft", TOO_FAST);
        }
        assertThat(application.bean(PaceRows.class).all().get(0).slowedTo()).hasToString("3000/h");
    }

    @Test
    void whatSaysTooFastInFewSecondsIsTakenForTheMostOfAMinuteAndRecoversFromTheEndOfItsSuspension() {
        Pace one = pace(application.clock());
        for (int message = 0; message < 120; message++) {
            one.accepted(RELAY, "gmail");
        }
        application.clock().tick(Duration.ofSeconds(2));
        one.tooFast(RELAY, "gmail", TOO_FAST);
        one.tooFast(RELAY, "gmail", TOO_FAST);
        one.tooFast(RELAY, "gmail", TOO_FAST);
        one.suspend(RELAY, "gmail", TOO_FAST);
        application.clock().tick(Duration.ofMinutes(30));
        assertThat(one.ask(RELAY, "gmail", 1, 11, here)).isNull();
        one.settled(RELAY, "gmail", 11, Heard.WELCOME, Why.NONE);

        PaceRow row = application.bean(PaceRows.class).all().get(0);
        application.clock().tick(Duration.ofMinutes(59));
        assertThat(row.slowed(application.clock().instant())).hasToString("3600/h");
        application.clock().tick(Duration.ofMinutes(1));
        assertThat(row.slowed(application.clock().instant())).hasToString("7200/h");
    }

    @Test
    void whoTakesNothingAtAllIsNotSentToMoreSlowlyAfterItsSuspension() {
        Pace one = pace(application.clock());
        one.tooFast(RELAY, "yahoo", TOO_FAST);
        one.tooFast(RELAY, "yahoo", TOO_FAST);
        one.tooFast(RELAY, "yahoo", TOO_FAST);

        assertThat(application.bean(PaceRows.class).all()).isEmpty();
    }

    @Test
    void newRelayGetsAsManyMessagesADayAsItsCurveSays() {
        PaceRows rows = application.bean(PaceRows.class);
        Pace pace = new Pace(
                rows, new ProviderTable(Map.of()), properties(null, List.of(3L, 5L), Map.of()), application.clock());

        assertThat(passed(pace)).isEqualTo(3);
        assertThat(pace.ask(RELAY, null, 1, 9, here)).isEqualTo(Instant.parse("2026-11-25T00:00:00Z"));
        application.clock().tick(Duration.ofDays(1));
        assertThat(passed(pace)).isEqualTo(5);
        application.clock().tick(Duration.ofDays(1));
        assertThat(passed(pace)).isEqualTo(20);
    }

    private int passed(Pace pace) {
        int passed = 0;
        while (passed < 20 && pace.ask(RELAY, null, 1, passed, here) == null) {
            passed++;
        }
        return passed;
    }

    private Pace pace(Clock clock) {
        return new Pace(
                application.bean(PaceRows.class),
                new ProviderTable(Map.of()),
                properties(null, List.of(), Map.of()),
                clock);
    }

    private Pace pace(Clock clock, String provider, String rate) {
        return new Pace(
                application.bean(PaceRows.class),
                new ProviderTable(Map.of()),
                properties(
                        null, List.of(), Map.of(provider, new ProviderSettings(List.of(), Rate.valueOf(rate), null))),
                clock);
    }

    static DeliveryProperties properties(
            @org.jspecify.annotations.Nullable Rate rate, List<Long> warmUp, Map<String, ProviderSettings> providers) {
        return new DeliveryProperties(
                8,
                0,
                List.of(Duration.ofMinutes(5)),
                List.of(Duration.ofMinutes(15)),
                Duration.ofSeconds(2),
                true,
                Duration.ofSeconds(15),
                rate,
                warmUp,
                providers,
                List.of());
    }

    private static void pause() {
        pause(5);
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
