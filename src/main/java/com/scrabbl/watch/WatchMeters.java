package com.scrabbl.watch;

import com.scrabbl.run.RunState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Figures of the installation for monitoring. They are asked of the database once for a while, by indexes and small tables;
 * a scrape in between costs nothing, and one while the database is away gives no number.
 */
@Component
class WatchMeters implements MeterBinder {

    private static final Duration FRESH = Duration.ofSeconds(15);

    private final JdbcClient jdbc;
    private final Needs needs;
    private final Clock clock;
    private Figures latest = Figures.NONE;
    private long askedAt;

    WatchMeters(JdbcClient jdbc, Needs needs, Clock clock) {
        this.jdbc = jdbc;
        this.needs = needs;
        this.clock = clock;
    }

    private record Figures(
            Map<RunState, Long> runs,
            Map<Need.Kind, Long> needs,
            double runsLate,
            double lettersLate,
            double sourceFailures,
            double sourcesFailing) {

        static final Figures NONE = new Figures(Map.of(), Map.of(), Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (RunState state : RunState.values()) {
            Gauge.builder("scrabbl.runs", this, meters -> count(meters.figures().runs(), state, meters))
                    .description("Runs of the history by state; state=missed are slots that passed while nothing ran")
                    .tag("state", lower(state))
                    .register(registry);
        }
        for (Need.Kind kind : Need.Kind.values()) {
            Gauge.builder(
                            "scrabbl.needs",
                            this,
                            meters -> count(meters.figures().needs(), kind, meters))
                    .description("What waits for a person, by kind")
                    .tag("kind", lower(kind))
                    .register(registry);
        }
        Gauge.builder("scrabbl.queue.age", this, meters -> meters.figures().runsLate())
                .description("How long what is due longest has been due")
                .baseUnit("seconds")
                .tag("queue", "runs")
                .register(registry);
        Gauge.builder("scrabbl.queue.age", this, meters -> meters.figures().lettersLate())
                .description("How long what is due longest has been due")
                .baseUnit("seconds")
                .tag("queue", "letters")
                .register(registry);
        Gauge.builder(
                        "scrabbl.source.failures",
                        this,
                        meters -> meters.figures().sourceFailures())
                .description("Failures in succession of all sources together")
                .register(registry);
        Gauge.builder(
                        "scrabbl.sources.failing",
                        this,
                        meters -> meters.figures().sourcesFailing())
                .description("Sources whose last poll failed")
                .register(registry);
    }

    private static <K> double count(Map<K, Long> counts, K key, WatchMeters meters) {
        return meters.figures() == Figures.NONE ? Double.NaN : counts.getOrDefault(key, 0L);
    }

    private synchronized Figures figures() {
        if (askedAt == 0 || System.nanoTime() - askedAt > FRESH.toNanos()) {
            try {
                latest = ask();
            } catch (RuntimeException e) {
                latest = Figures.NONE;
            }
            // After the answer: one that takes its time is not asked for once more by each figure of a scrape.
            askedAt = System.nanoTime();
        }
        return latest;
    }

    private Figures ask() {
        Map<RunState, Long> runs = new EnumMap<>(RunState.class);
        jdbc.sql("SELECT state, count(*) AS n FROM run GROUP BY state").query(row -> {
            runs.put(RunState.valueOf(row.getString("state")), row.getLong("n"));
        });
        Map<Need.Kind, Long> waiting = new EnumMap<>(Need.Kind.class);
        needs.now().forEach(need -> waiting.merge(need.kind(), 1L, Long::sum));
        double[] sources = jdbc.sql(
                        "SELECT COALESCE(SUM(failures), 0) AS failures, count(CASE WHEN failures > 0 THEN 1 END) AS failing FROM source")
                .query((row, number) -> new double[] {row.getDouble("failures"), row.getDouble("failing")})
                .single();
        return new Figures(
                runs,
                waiting,
                late("SELECT MIN(due_at) AS due FROM run WHERE state IN ('WAITING', 'FAILED')"),
                late("SELECT MIN(next_attempt_at) AS due FROM letter"),
                sources[0],
                sources[1]);
    }

    /** Seconds since what is due longest was due; 0 when nothing is. */
    private double late(String earliest) {
        Instant now = clock.instant();
        return jdbc.sql(earliest)
                .query((row, number) -> Optional.ofNullable(row.getObject("due", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant))
                .single()
                .map(due -> Math.max(0, Duration.between(due, now).toMillis() / 1000.0))
                .orElse(0.0);
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
