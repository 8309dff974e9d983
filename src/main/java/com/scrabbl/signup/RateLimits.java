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
 * How often forms are taken. Each process counts for itself, in a bounded memory: of more networks or addresses than it
 * holds the idlest are forgotten, and the limits in all hold on.
 *
 * <ul>
 *   <li>Sign-ups, which anybody can fill in, are counted by network, of IPv6 by the site of 48 bits too, and in all: a site has
 *       256 networks, and must not use up what everybody shares. Letters to one address are counted besides, together with those to it with a detail
 *       ({@code ada+news@}), since one mailbox gets them.
 *   <li>Letters that the page of preferences sends to its person have limits of their own, which no sign-up uses up. They are
 *       counted by network before the link is looked at, and by person and in all only behind a good link: who has none can
 *       keep nobody from them.
 * </ul>
 */
@Component
class RateLimits {

    private static final int MOST_NETWORKS = 50_000;
    private static final int MOST_ADDRESSES = 50_000;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    /** Of the limit in all one site has at most this part. */
    private static final int SITES = 4;

    private final SignupProperties settings;
    private final TimeMeter time;
    private final Bucket all;
    private final Bucket allOfPersons;
    private final Cache<String, Bucket> networks;
    private final Cache<String, Bucket> networksOfPersons;
    private final Cache<String, Bucket> addresses;
    private final Cache<String, Bucket> persons;

    RateLimits(SignupProperties settings, Clock clock) {
        this.settings = settings;
        this.time = new ClockMeter(clock);
        this.all = bucket(settings.inAll(), HOUR);
        this.allOfPersons = bucket(settings.inAll(), HOUR);
        this.networks = kept(MOST_NETWORKS, HOUR);
        this.networksOfPersons = kept(MOST_NETWORKS, HOUR);
        this.addresses = kept(MOST_ADDRESSES, DAY);
        this.persons = kept(MOST_ADDRESSES, DAY);
    }

    /** Counts a sign-up, whatever it says. @throws TooManyTriesException when that was one too many */
    void count(ClientNetwork network) {
        // From the smallest to the largest: what one has too many of must not use up what others share with it.
        take(networks.get(network.text(), key -> bucket(settings.perNetwork(), HOUR)), Of.NETWORK);
        if (network.site() != null) {
            int most = Math.max(settings.perNetwork(), settings.inAll() / SITES);
            take(networks.get(network.site(), key -> bucket(most, HOUR)), Of.NETWORK);
        }
        take(all, Of.ALL);
    }

    /** Counts a letter that somebody wants sent to any address. @throws TooManyTriesException when that was one too many */
    void count(EmailAddress address) {
        take(addresses.get(address.withoutDetail(), key -> bucket(settings.perAddress(), DAY)), Of.ADDRESS);
    }

    /**
     * Counts somebody who says to have the link to a person's preferences, before it is looked at.
     *
     * @throws TooManyTriesException when that was one too many
     */
    void countAsking(ClientNetwork network) {
        take(networksOfPersons.get(network.text(), key -> bucket(settings.perNetwork(), HOUR)), Of.NETWORK);
    }

    /**
     * Counts a letter that somebody with a person's preferences wants sent to that person.
     *
     * @throws TooManyTriesException when that was one too many
     */
    void countForPerson(EmailAddress address) {
        take(persons.get(address.withoutDetail(), key -> bucket(settings.linksPerAddress(), DAY)), Of.ADDRESS);
        take(allOfPersons, Of.ALL);
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
