package com.scrabbl.signup;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.scrabbl.mail.EmailAddress;
import com.scrabbl.network.ClientNetwork;
import com.scrabbl.signup.TooManyTriesException.Of;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * How often forms are taken: from one network, for one address, and altogether. Each process counts for itself, in a
 * bounded memory: of more networks or addresses than it holds the idlest are forgotten, and the limit in all holds on.
 */
@Component
class RateLimits {

    private static final int MOST_NETWORKS = 50_000;
    private static final int MOST_ADDRESSES = 50_000;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final SignupProperties settings;
    private final TimeMeter time;
    private final Bucket all;
    private final Cache<String, Bucket> networks;
    private final Cache<String, Bucket> addresses;
    private final Cache<String, Bucket> links;

    RateLimits(SignupProperties settings, Clock clock) {
        this.settings = settings;
        this.time = new ClockMeter(clock);
        this.all = bucket(settings.inAll(), HOUR);
        this.networks = kept(MOST_NETWORKS, HOUR);
        this.addresses = kept(MOST_ADDRESSES, DAY);
        this.links = kept(MOST_ADDRESSES, DAY);
    }

    /** Counts a form, whatever it says. @throws TooManyTriesException when that was one too many */
    void count(ClientNetwork network) {
        // The network first: what it has too many of must not use up what everybody shares.
        take(networks.get(network.text(), key -> bucket(settings.perNetwork(), HOUR)), Of.NETWORK);
        take(all, Of.ALL);
    }

    /** Counts a letter that somebody wants sent. @throws TooManyTriesException when that was one too many */
    void count(EmailAddress address) {
        take(addresses.get(address.normal(), key -> bucket(settings.perAddress(), DAY)), Of.ADDRESS);
    }

    /**
     * Counts a fresh link that somebody with a person's preferences wants sent to that person.
     *
     * @throws TooManyTriesException when that was one too many
     */
    void countLink(EmailAddress address) {
        take(links.get(address.normal(), key -> bucket(settings.linksPerAddress(), DAY)), Of.ADDRESS);
    }

    private static void take(Bucket bucket, Of of) {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw new TooManyTriesException(of, Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
    }

    private Bucket bucket(int capacity, Duration period) {
        return Bucket.builder()
                .withCustomTimePrecision(time)
                .addLimit(limit -> limit.capacity(capacity).refillGreedy(capacity, period))
                .build();
    }

    private static Cache<String, Bucket> kept(int most, Duration idle) {
        return Caffeine.newBuilder().maximumSize(most).expireAfterAccess(idle).build();
    }

    /** The application's clock, so that limits and everything else agree on the time. */
    private record ClockMeter(Clock clock) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return clock.millis() * 1_000_000;
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
