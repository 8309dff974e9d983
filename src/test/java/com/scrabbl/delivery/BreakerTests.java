package com.scrabbl.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scrabbl.mail.Answer;
import com.scrabbl.mail.MailConnection;
import com.scrabbl.mail.MailTransport;
import com.scrabbl.mail.Outgoing;
import com.scrabbl.mail.RelayException;
import com.scrabbl.mail.RelayTester;
import com.scrabbl.mail.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who may try to connect, and when. */
class BreakerTests {

    private static final BooleanSupplier NEVER = () -> false;

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final Breaker breaker =
            new Breaker("relay.example:25", Duration.ofSeconds(30), Duration.ofMillis(5), nanos::get);
    private final Relay relay = new Relay();

    @Test
    void probesComeAfterOneTwoFourSecondsAndThePatienceEndsIt() {
        relay.refusal = RelayTester.refusal(Stage.CONNECT, false);

        assertThatThrownBy(() -> breaker.open(relay, whileTimePasses())).isSameAs(relay.refusal);
        assertThat(relay.triedAtSecond).containsExactly(0L, 1L, 3L, 7L, 15L);
    }

    @Test
    void furtherPassBeginsWithATryOfItsOwn() {
        relay.refusal = RelayTester.refusal(Stage.CONNECT, false);
        assertThatThrownBy(() -> breaker.open(relay, whileTimePasses())).isSameAs(relay.refusal);
        relay.refusal = null;

        assertThat(breaker.open(relay, NEVER)).isNotNull();
        assertThat(relay.triedAtSecond).hasSize(6);
    }

    @Test
    void ourConfigurationIsToldAtOnce() {
        relay.refusal = RelayTester.refusal(Stage.AUTH, true);

        assertThatThrownBy(() -> breaker.open(relay, NEVER)).isSameAs(relay.refusal);
        assertThat(relay.triedAtSecond).hasSize(1);
    }

    @Test
    void whoGivesUpGetsNone() {
        relay.refusal = RelayTester.refusal(Stage.CONNECT, false);
        AtomicBoolean asked = new AtomicBoolean();

        assertThat(breaker.open(relay, () -> asked.getAndSet(true))).isNull();
        assertThat(relay.triedAtSecond).hasSize(1);
    }

    @Test
    void refusedLaneWaitsWhileOthersHaveConnectionsAndTriesWhenOneIsLetGo() throws Exception {
        assertThat(breaker.open(relay, NEVER)).isNotNull();
        relay.refusal = RelayTester.refusal(Stage.CONNECT, false);
        AtomicLong looks = new AtomicLong();
        CompletableFuture<@Nullable MailConnection> waiting =
                CompletableFuture.supplyAsync(() -> breaker.open(relay, () -> {
                    looks.incrementAndGet();
                    return false;
                }));
        while (looks.get() < 2) {
            Thread.sleep(5);
        }
        nanos.addAndGet(TimeUnit.MINUTES.toNanos(10));
        while (relay.triedAtSecond.size() < 3) {
            Thread.sleep(5);
        }
        assertThat(waiting).isNotDone();

        relay.refusal = null;
        breaker.closed();
        assertThat(waiting.get(5, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void oneProbeThatSucceedsLetsAllIn() throws Exception {
        relay.refusal = RelayTester.refusal(Stage.CONNECT, false);
        List<CompletableFuture<@Nullable MailConnection>> lanes = new ArrayList<>();
        for (int lane = 0; lane < 6; lane++) {
            lanes.add(
                    CompletableFuture.supplyAsync(() -> breaker.open(relay, NEVER), task -> new Thread(task).start()));
        }
        while (relay.triedAtSecond.isEmpty()) {
            Thread.sleep(5);
        }
        relay.refusal = null;
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(2));

        for (CompletableFuture<@Nullable MailConnection> lane : lanes) {
            assertThat(lane.get(5, TimeUnit.SECONDS)).isNotNull();
        }
    }

    @Test
    void runsOfTheSameRelayShareABreaker() {
        Breakers breakers = new Breakers(new DeliveryProperties(
                8,
                0,
                List.of(Duration.ofMinutes(5)),
                List.of(Duration.ofMinutes(15)),
                Duration.ofSeconds(30),
                true,
                Duration.ofSeconds(15),
                null,
                List.of(),
                Map.of(),
                List.of()));
        assertThat(breakers.of(RelayTester.relayAt(2525))).isSameAs(breakers.of(RelayTester.relayAt(2525)));
        assertThat(breakers.of(RelayTester.relayAt(2525))).isNotSameAs(breakers.of(RelayTester.relayAt(2526)));
    }

    /** Half a second passes at every look. */
    private BooleanSupplier whileTimePasses() {
        return () -> {
            nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(500));
            return false;
        };
    }

    private final class Relay implements MailTransport {
        private final long begun = nanos.get();
        private final List<Long> triedAtSecond = new CopyOnWriteArrayList<>();
        private volatile @Nullable RelayException refusal;

        @Override
        public MailConnection open() {
            triedAtSecond.add(TimeUnit.NANOSECONDS.toSeconds(nanos.get() - begun));
            RelayException refused = refusal;
            if (refused != null) {
                throw refused;
            }
            return new Connection();
        }

        @Override
        public String name() {
            return "relay.example:25";
        }
    }

    private static final class Connection implements MailConnection {
        @Override
        public Answer send(Outgoing message, MailConnection.Next next) {
            throw new IllegalStateException("Nothing is sent here");
        }

        @Override
        public boolean usable() {
            return true;
        }

        @Override
        public void close() {}
    }
}
