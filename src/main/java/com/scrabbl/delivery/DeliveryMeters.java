package com.scrabbl.delivery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts for monitoring what comes of attempts in this process, and how its ledger is written. */
@Component
class DeliveryMeters {

    private static final String NONE = "none";

    private final MeterRegistry registry;
    private final JdbcClient jdbc;
    private final Providers providers = new Providers();
    private final Cache<Long, String> newsletters =
            Caffeine.newBuilder().maximumSize(1_000).build();
    private final Map<Labels, Counter> counters = new ConcurrentHashMap<>();
    private final Timer commit;
    private final DistributionSummary group;

    DeliveryMeters(MeterRegistry registry, JdbcClient jdbc) {
        this.registry = registry;
        this.jdbc = jdbc;
        commit = Timer.builder("scrabbl.ledger.commit")
                .description("Commits of the ledger's writer")
                .register(registry);
        group = DistributionSummary.builder("scrabbl.ledger.group")
                .description("Requests of lanes that the ledger's writer records in one commit")
                .register(registry);
    }

    /** What came of an attempt; {@code provider} is the receiving one, empty when the relay was not spoken to. */
    void settled(Settlement settlement, String provider) {
        Labels labels = new Labels(
                newsletter(settlement.delivery().edition()),
                settlement.state(),
                settlement.reading() == null ? null : settlement.reading().meaning(),
                providers.label(provider));
        counters.computeIfAbsent(labels, this::counter).increment();
    }

    /** What counters are told apart by: there are few. */
    private record Labels(
            String newsletter,
            DeliveryState state,
            @Nullable ReplyClass meaning,
            String provider) {}

    private Counter counter(Labels labels) {
        return Counter.builder("scrabbl.deliveries")
                .description("Attempts by what the delivery became")
                .tag("newsletter", labels.newsletter())
                .tag("state", lower(labels.state()))
                .tag("class", labels.meaning() == null ? NONE : lower(labels.meaning()))
                .tag("provider", labels.provider())
                .register(registry);
    }

    /** A commit of the ledger's writer. */
    void committed(int requests, Duration took) {
        commit.record(took);
        group.record(requests);
    }

    private String newsletter(long edition) {
        try {
            return Objects.requireNonNull(newsletters.get(edition, this::slug));
        } catch (DataAccessException e) {
            // A figure that cannot be told apart must not end the sending.
            return NONE;
        }
    }

    private String slug(long edition) {
        return jdbc.sql("SELECT n.slug FROM edition e JOIN newsletter n ON n.id = e.newsletter_id WHERE e.id = :id")
                .param("id", edition)
                .query(String.class)
                .optional()
                .orElse(NONE);
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
