package com.scrabbl.delivery;

import com.scrabbl.delivery.Gate.Limits;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How fast each provider may be sent to by each relay, and which wait. What is recorded is looked up once a second while
 * messages are sent, and is the same for all processes; a bucket that is not limited costs nothing more. For several threads.
 */
@Component
public class Pace {

    /** Buckets that are timed, so that no list can be so long that it fills the memory. */
    private static final int MOST_GATES = 2_000;

    private final PaceRows rows;
    private final ProviderTable table;
    private final DeliveryProperties properties;
    private final Clock clock;
    private final Map<Bucket, Gate> gates = new ConcurrentHashMap<>();
    private final RecordedPace recorded;

    Pace(PaceRows rows, ProviderTable table, DeliveryProperties properties, Clock clock) {
        this.rows = rows;
        this.recorded = new RecordedPace(rows);
        this.table = table;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Why a provider is slowed or suspended.
     *
     * @param reason whose fault, and what it means
     * @param said the provider's words, without addresses
     * @param lengths of the first suspension, the second with no message taken between, …, the last one for all further
     */
    record Why(String reason, String said, List<Duration> lengths) {

        static final Why NONE = new Why("", "", List.of());

        static Why of(Refusal refusal, RetryPolicy retry) {
            return new Why(refusal.reading().reason(), refusal.said(), retry.delays(refusal.reading()));
        }
    }

    /** The provider of a receiving domain. */
    String provider(String domain) {
        return table.nameOf(domain);
    }

    /** The receiving domains of a provider. */
    List<String> domains(String provider) {
        return table.domainsOf(provider);
    }

    /** The providers that are limited at present by one of these relays. */
    Set<String> limited(Set<String> relays) {
        recorded.look();
        Set<String> limited = new TreeSet<>();
        properties.providers().forEach((name, settings) -> {
            if (settings.rate() != null || settings.connections() != null) {
                limited.add(name);
            }
        });
        Instant now = clock.instant();
        recorded.rows().forEach((bucket, row) -> {
            boolean holds = row.suspended() || row.slowed(now) != null;
            if (holds && !bucket.isRelay() && relays.contains(bucket.relay())) {
                limited.add(bucket.provider());
            }
        });
        return limited;
    }

    /**
     * Asks to let a message pass.
     *
     * @param provider null when it is none that is limited
     * @return null when it may go now, and is under way until {@link #settled} or {@link #unused}; else when to ask again
     */
    @Nullable
    Instant ask(String relay, @Nullable String provider, long edition, long subscription, long worker) {
        Bucket whole = Bucket.ofRelay(relay);
        Bucket part = provider == null ? null : new Bucket(relay, provider);
        Instant wait = part == null ? null : ask(part, edition, subscription, worker);
        if (wait != null) {
            return wait;
        }
        wait = ask(whole, edition, subscription, worker);
        if (wait != null && part != null) {
            gate(part).unused(subscription);
        }
        return wait;
    }

    private @Nullable Instant ask(Bucket bucket, long edition, long subscription, long worker) {
        Limits limits = limits(bucket);
        return limits.none() && bucket.isRelay() ? null : gate(bucket).ask(edition, subscription, worker, limits);
    }

    /** A message that was let pass will not be sent now. */
    void unused(String relay, @Nullable String provider, long subscription) {
        if (provider != null) {
            gate(new Bucket(relay, provider)).unused(subscription);
        }
    }

    /** What a message that was let pass heard from its provider. */
    enum Heard {
        /** The provider takes messages from us, whatever it says of this reader. */
        WELCOME,
        /** It refuses us. */
        REFUSED,
        /** Neither. */
        NOTHING
    }

    /**
     * A message that was let pass is not under way any more.
     *
     * @param why of {@link Heard#REFUSED}
     * @return until when the provider is suspended again, if the message was the one that tried and was refused; else null
     */
    @Nullable
    Instant settled(String relay, String provider, long subscription, Heard heard, Why why) {
        Bucket bucket = new Bucket(relay, provider);
        Gate gate = gate(bucket);
        Instant until = null;
        if (gate.isProbe(subscription)) {
            switch (heard) {
                case WELCOME -> rows.open(bucket, clock.instant());
                case REFUSED -> until = rows.suspend(bucket, why, clock.instant());
                case NOTHING -> gate.endProbe();
            }
            lookAgain();
        }
        gate.settled(subscription);
        return until;
    }

    /** Whether the provider's readers have to wait, and nothing is to be sent to them. */
    boolean suspended(String relay, String provider) {
        PaceRow row = recorded.rows().isEmpty() ? null : recorded.of(new Bucket(relay, provider));
        return row != null && row.suspendedUntil() != null && clock.instant().isBefore(row.suspendedUntil());
    }

    /** What is recorded of a provider that is suspended; null when it is not. */
    @Nullable
    PaceRow suspension(String relay, String provider) {
        PaceRow row = recorded.of(new Bucket(relay, provider));
        return row != null && row.suspended() ? row : null;
    }

    /**
     * Lets a provider's readers wait, for as long as the refusal asks the first time, the second with no message taken between, ….
     * In this process they wait from now on, while it is being recorded for all.
     *
     * @return until when
     */
    Instant suspend(String relay, String provider, Why why) {
        Bucket bucket = new Bucket(relay, provider);
        Instant now = clock.instant();
        PaceRow seen = recorded.of(bucket);
        PaceRow suspended = (seen == null ? PaceRow.open(bucket) : seen).suspendedBy(why, now);
        return recorded.announce(suspended, () -> rows.suspend(bucket, why, now));
    }

    /** The provider took a message. */
    void accepted(String relay, String provider) {
        Gate gate = gates.get(new Bucket(relay, provider));
        if (gate == null && gates.size() < MOST_GATES) {
            gate = gate(new Bucket(relay, provider));
        }
        if (gate != null) {
            gate.accepted();
        }
    }

    /** The provider says that we are too fast: the third time in a few minutes it is sent to half as fast as it was. */
    void tooFast(String relay, String provider, Why why) {
        Bucket bucket = new Bucket(relay, provider);
        Rate slower = gate(bucket).tooFast(limits(bucket));
        if (slower != null) {
            rows.slow(bucket, slower, why, clock.instant());
            lookAgain();
        }
    }

    private Limits limits(Bucket bucket) {
        PaceRow row = recorded.of(bucket);
        if (bucket.isRelay()) {
            return properties.rate() == null
                            && row == null
                            && properties.warmUp().isEmpty()
                    ? Limits.NONE
                    : new Limits(row, properties.rate(), null, properties.warmUp());
        }
        ProviderSettings settings = properties.providers().get(bucket.provider());
        return settings == null
                ? new Limits(row, null, null, List.of())
                : new Limits(row, settings.rate(), settings.connections(), List.of());
    }

    private Gate gate(Bucket bucket) {
        return gates.computeIfAbsent(bucket, any -> new Gate(bucket, rows, clock));
    }

    /** Looks up what is recorded, as before a pass. */
    void lookAgain() {
        recorded.lookAgain();
    }
}
