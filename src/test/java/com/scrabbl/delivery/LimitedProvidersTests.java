package com.scrabbl.delivery;

import static com.scrabbl.support.Faults.says;
import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.delivery.Delivery.InDoubt;
import com.scrabbl.delivery.Ending.Kind;
import com.scrabbl.mail.Outgoing;
import com.scrabbl.mail.RelayTester;
import com.scrabbl.support.Database;
import com.scrabbl.support.FaultyRelay;
import com.scrabbl.support.FaultyRelay.At;
import com.scrabbl.support.LedgerTester;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.TestApplication;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Readers of a provider that is limited are sent to as fast as they may be; nobody else waits for them. */
@OnEachDatabase
class LimitedProvidersTests {

    private static final String TOO_FAST = "421 4.7.28 unusual rate of mail";

    private final TestApplication application;
    private final LedgerTester tester;
    private final LedgerReport report;

    LimitedProvidersTests(Database database) {
        application = TestApplication.on(database);
        tester = new LedgerTester(application);
        report = application.bean(LedgerReport.class);
    }

    @Test
    void readersOfAProviderWithARateWaitAndTheOthersOvertakeThem() throws IOException {
        long edition = tester.edition(60, "gmail.com", "reader.example", "googlemail.com");
        try (FaultyRelay relay = new FaultyRelay()) {
            long begun = System.nanoTime();
            Ending ending = lanes(properties(null, Map.of("gmail", rate("40/s", 2))), passing())
                    .deliver(job(edition, relay, passing()));
            Duration took = Duration.ofNanos(System.nanoTime() - begun);

            assertThat(ending).isEqualTo(Ending.done());
            assertThat(report.counts(edition)).containsOnly(Map.entry(DeliveryState.ACCEPTED, 60L));
            assertThat(took).isBetween(Duration.ofMillis(650), Duration.ofMillis(4_000));
            assertThat(relay.journal()).doesNotHaveDuplicates();
            assertThat(relay.journal().subList(45, 60))
                    .as("the last ones")
                    .allMatch(recipient -> recipient.endsWith("@gmail.com") || recipient.endsWith("@googlemail.com"));
        }
    }

    @Test
    void whoWasDeferredDoesNotWaitForTheReadersOfASlowProvider() throws IOException {
        long edition =
                tester.edition(6, "gmail.com", "reader.example", "gmail.com", "gmail.com", "gmail.com", "gmail.com");
        AtomicInteger asked = new AtomicInteger();
        AtomicBoolean over = new AtomicBoolean();
        Thread time = new Thread(() -> {
            while (!over.get()) {
                application.clock().tick(Duration.ofSeconds(10));
                LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
            }
        });
        try (FaultyRelay relay = new FaultyRelay()
                .when(
                        moment -> moment.at() == At.RCPT
                                && moment.recipient().endsWith("@reader.example")
                                && asked.incrementAndGet() == 1,
                        says("450 4.2.0 come again"))) {
            time.start();
            Ending ending = lanes(properties(null, Map.of("gmail", rate("15/h", 2))), application.clock())
                    .deliver(job(edition, relay, application.clock()));

            assertThat(ending).isEqualTo(Ending.done());
            assertThat(report.counts(edition)).containsOnly(Map.entry(DeliveryState.ACCEPTED, 6L));
            assertThat(relay.journal()
                            .indexOf(relay.journal().stream()
                                    .filter(recipient -> recipient.endsWith("@reader.example"))
                                    .findFirst()
                                    .orElseThrow()))
                    .as("before the last ones of the provider")
                    .isBetween(1, 4);
        } finally {
            over.set(true);
        }
    }

    @Test
    void rateThatLeavesNothingForMinutesPausesTheRun() throws IOException {
        long edition = tester.edition(20);
        try (FaultyRelay relay = new FaultyRelay()) {
            Ending ending = lanes(properties(Rate.valueOf("5/h"), Map.of()), application.clock())
                    .deliver(job(edition, relay, application.clock()));

            assertThat(ending.kind()).isEqualTo(Kind.PAUSED);
            assertThat(ending.until()).isAfter(now().plus(Duration.ofMinutes(5)));
            assertThat(relay.journal()).hasSizeBetween(1, 2);
            assertThat(report.counts(edition)).containsOnlyKeys(DeliveryState.ACCEPTED, DeliveryState.PLANNED);
        }
    }

    @Test
    void providerThatSaysWeAreTooFastIsLeftAloneWithAllItsDomainsAndTriedWithOneMessage() throws IOException {
        long edition = tester.edition(90, "gmail.com", "reader.example", "googlemail.com");
        AtomicInteger asked = new AtomicInteger();
        Lanes lanes = application.bean(Lanes.class);
        try (FaultyRelay relay = new FaultyRelay()
                .when(
                        moment -> moment.at() == At.RCPT
                                && !moment.recipient().endsWith("@reader.example")
                                && asked.incrementAndGet() > 0,
                        says(TOO_FAST))) {
            Ending first = lanes.deliver(job(edition, relay, application.clock()));
            int early = asked.getAndSet(0);

            assertThat(first.sentence()).startsWith("gmail refused 3 readers").contains(TOO_FAST);
            assertThat(early).isBetween(3, 3 + 2 * 8);
            assertThat(relay.journal()).hasSize(30).allMatch(recipient -> recipient.endsWith("@reader.example"));
            assertThat(report.counts(edition))
                    .containsOnly(Map.entry(DeliveryState.ACCEPTED, 30L), Map.entry(DeliveryState.DEFERRED, 60L));

            long later = another(edition);
            Ending meanwhile = lanes.deliver(job(later, relay, application.clock()));
            assertThat(asked)
                    .as("who is suspended is not asked by another edition")
                    .hasValue(0);
            assertThat(meanwhile.kind()).isEqualTo(Kind.DONE);
            assertThat(report.nextDue(later, now())).contains(now().plus(Duration.ofMinutes(30)));

            application.clock().tick(Duration.ofMinutes(30));
            Ending still = lanes.deliver(job(edition, relay, application.clock()));
            assertThat(asked).as("tried by one").hasValue(1);
            assertThat(still.sentence()).startsWith("gmail still refuses us");
            assertThat(report.nextDue(later, now())).contains(now());

            relay.heal();
            application.clock().tick(Duration.ofHours(25));
            // Whoever is taken to try has left meanwhile: the next one tries.
            application
                    .jdbc()
                    .sql(
                            "UPDATE subscription SET state = 'ENDED' WHERE id = (SELECT MIN(subscription_id) FROM delivery "
                                    + "WHERE edition_id = ? AND state = 'DEFERRED')")
                    .param(edition)
                    .update();
            Map<String, ProviderSettings> unlimited = Map.of();
            lanes(properties(null, unlimited), passing()).deliver(job(edition, relay, passing()));
            assertThat(report.counts(edition))
                    .containsOnly(Map.entry(DeliveryState.ACCEPTED, 89L), Map.entry(DeliveryState.SKIPPED, 1L));
            assertThat(relay.journal())
                    .filteredOn(recipient -> !recipient.endsWith("@reader.example"))
                    .hasSize(59)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void smallEditionDoesNotWaitForABigOneThatBeganEarlier() throws Exception {
        long big = tester.edition(200);
        long small = another(big, 10);
        try (FaultyRelay relay = new FaultyRelay()) {
            Lanes lanes = lanes(properties(Rate.valueOf("60/s"), Map.of()), passing());
            AtomicBoolean over = new AtomicBoolean();
            CompletableFuture<Ending> first =
                    CompletableFuture.supplyAsync(() -> lanes.deliver(job(big, relay, passing(), over::get)));
            while (relay.journal().size() < 20) {
                Thread.sleep(5);
            }
            lanes.deliver(job(small, relay, passing(), () -> false));
            int ofBig = Math.toIntExact(report.counts(big).get(DeliveryState.ACCEPTED));
            over.set(true);
            first.get(20, TimeUnit.SECONDS);

            assertThat(report.counts(small)).containsOnly(Map.entry(DeliveryState.ACCEPTED, 10L));
            assertThat(ofBig)
                    .as("20, as many as the small one, and what was on its way")
                    .isLessThan(80);
        }
    }

    /** A second edition for the same readers. */
    private long another(long edition) {
        return another(edition, 1_000);
    }

    private long another(long edition, int readers) {
        JdbcClient jdbc = application.jdbc();
        jdbc.sql(
                        "INSERT INTO edition (newsletter_id, slot, uid, settings, model, highest_first_seen, audience, frozen_at) "
                                + "SELECT newsletter_id, slot + INTERVAL '1' DAY, 'uid2', settings, model, 0, audience, frozen_at "
                                + "FROM edition WHERE id = ?")
                .param(edition)
                .update();
        long other = jdbc.sql("SELECT MAX(id) FROM edition").query(Long.class).single();
        jdbc.sql("INSERT INTO delivery (id, edition_id, subscription_id, state) "
                        + "SELECT CAST(? AS bigint) * 1000000000000 + subscription_id, CAST(? AS bigint), subscription_id, "
                        + "'PLANNED' FROM delivery WHERE edition_id = ? "
                        + "ORDER BY subscription_id LIMIT ?")
                .params(other, other, edition, readers)
                .update();
        return other;
    }

    private static ProviderSettings rate(String rate, int connections) {
        return new ProviderSettings(List.of(), Rate.valueOf(rate), connections);
    }

    private static DeliveryProperties properties(@Nullable Rate rate, Map<String, ProviderSettings> providers) {
        return PaceTests.properties(rate, List.of(), providers);
    }

    /** Begins at the test's instant, and passes. */
    private Clock passing() {
        return Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), now()));
    }

    private Lanes lanes(DeliveryProperties properties, Clock clock) {
        return new Lanes(
                application.bean(LedgerWriter.class),
                application.bean(Breakers.class),
                application.bean(Worker.class),
                application.bean(ProvidersAside.class),
                new Pace(application.bean(PaceRows.class), application.bean(ProviderTable.class), properties, clock),
                application.bean(DeliveryMeters.class),
                application.jdbc(),
                clock,
                properties,
                application.bean(ReplyRules.class),
                application.bean(FoundRefusals.class));
    }

    private Lanes.Job job(long edition, FaultyRelay relay, Clock clock) {
        return job(edition, relay, clock, () -> false);
    }

    private Lanes.Job job(long edition, FaultyRelay relay, Clock clock, Lanes.StopSignal stop) {
        MessageSource messages = delivery -> new Outgoing(
                "news@scrabbl.example",
                tester.address(delivery.subscription()),
                "Subject: x\r\n\r\nx\r\n".getBytes(StandardCharsets.US_ASCII));
        return new Lanes.Job(
                edition,
                application.bean(Worker.class).id(),
                application.bean(Lanes.class).terms(clock.instant().plus(Duration.ofHours(20)), InDoubt.HOLD),
                messages,
                RelayTester.relayAt(relay.port(), Map.of()),
                new Progress(),
                stop);
    }

    private Instant now() {
        return application.clock().instant();
    }
}
