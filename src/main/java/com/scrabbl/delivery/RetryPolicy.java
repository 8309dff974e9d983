package com.scrabbl.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * When a deferred delivery is tried again. The delays of a schedule are used one after another, the last one for all
 * further attempts, each changed by up to a fifth either way, so that a crowd does not come back as a crowd.
 *
 * @param soon delays after the first, second, … attempt
 * @param later the same for readers whose provider said that we are too fast
 */
public record RetryPolicy(List<Duration> soon, List<Duration> later) {

    private static final double JITTER = 0.2;

    public RetryPolicy {
        requireDelays(soon);
        requireDelays(later);
        soon = List.copyOf(soon);
        later = List.copyOf(later);
    }

    private static void requireDelays(List<Duration> delays) {
        if (delays.isEmpty() || delays.stream().anyMatch(delay -> delay.isNegative() || delay.isZero())) {
            throw new IllegalArgumentException(
                    "A retry schedule has at least one delay, and each is longer than 0: " + delays);
        }
    }

    /**
     * The next attempt, rounded up to the minute, so that a waiting run is started at most once a minute.
     *
     * @param attempts tried so far, at least 1
     * @param seed spreads the deliveries; the same for the same delivery and attempt
     */
    Instant next(Instant now, int attempts, ReplyClass.Retry retry, long seed) {
        List<Duration> delays = switch (retry) {
            case SOON -> soon;
            case LATER -> later;
            case NEVER -> throw new IllegalArgumentException("What is never tried again has no next attempt");
        };
        Duration delay = delays.get(Math.min(attempts, delays.size()) - 1);
        double factor = 1 + JITTER * (new java.util.SplittableRandom(seed * 31 + attempts).nextDouble() * 2 - 1);
        Instant exact = now.plusMillis(Math.round(delay.toMillis() * factor));
        Instant minute = exact.truncatedTo(ChronoUnit.MINUTES);
        return minute.equals(exact) ? exact : minute.plus(1, ChronoUnit.MINUTES);
    }
}
