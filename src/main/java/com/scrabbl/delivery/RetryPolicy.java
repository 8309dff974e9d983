package com.scrabbl.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;

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
     * @param reading of the refusal
     * @param seed spreads the deliveries; the same for the same delivery and attempt
     */
    Instant next(Instant now, int attempts, Reading reading, long seed) {
        double factor = 1 + JITTER * (new java.util.SplittableRandom(seed * 31 + attempts).nextDouble() * 2 - 1);
        Duration delay = delay(attempts, reading);
        // Whoever asks for a delay does not want to see us before.
        Instant exact = now.plusMillis(Math.round(delay.toMillis() * (reading.asked() ? 1 : factor)));
        Instant minute = exact.truncatedTo(ChronoUnit.MINUTES);
        return minute.equals(exact) ? exact : minute.plus(1, ChronoUnit.MINUTES);
    }

    /**
     * The delay before the next attempt, give or take: what the reply asked for, else what its rule says, else that of the
     * schedule. A provider that is left alone is so for the longer one of the two.
     */
    Duration delay(int attempts, Reading reading) {
        return at(attempts, delays(reading));
    }

    /** The delays before the second, third, … attempt, and of the first, second, … suspension; the last one for all further. */
    List<Duration> delays(Reading reading) {
        List<Duration> told = reading.delays();
        List<Duration> usual = reading.retry() == ReplyClass.Retry.SOON ? soon : later;
        if (told.isEmpty()) {
            return usual;
        }
        return reading.action() == Action.BACK_OFF && !reading.asked()
                ? IntStream.rangeClosed(1, Math.max(told.size(), usual.size()))
                        .mapToObj(number -> longer(at(number, told), at(number, usual)))
                        .toList()
                : told;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** The first, second, … of these delays, of which the last one is used for all further ones. */
    static Duration at(int attempts, List<Duration> delays) {
        return delays.get(Math.min(attempts, delays.size()) - 1);
    }
}
