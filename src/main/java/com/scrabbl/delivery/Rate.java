package com.scrabbl.delivery;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Messages in a time, as {@code 500/min}.
 *
 * @param messages at least 1
 * @param in a second, a minute, an hour or a day
 */
record Rate(long messages, Duration in) {

    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,9})\\s*/\\s*([a-z]+)");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final long SLOWEST = 600;

    Rate {
        if (messages < 1 || in.isNegative() || in.isZero()) {
            throw new IllegalArgumentException("A rate has at least one message, and a time: " + messages + "/" + in);
        }
    }

    /**
     * Reads what people write; public, so that settings are read by it.
     *
     * @throws IllegalArgumentException with the sentence for whoever wrote it
     */
    public static Rate valueOf(String written) {
        Matcher matcher = WRITTEN.matcher(written.strip().toLowerCase(Locale.ROOT));
        Duration in = matcher.matches() ? unit(matcher.group(2)) : Duration.ZERO;
        if (in.isZero() || Long.parseLong(matcher.group(1)) == 0) {
            throw new IllegalArgumentException(
                    "\"%s\" is no rate: write messages of at least 1 in a time, such as 10/s, 500/min, 20000/h or 100000/d"
                            .formatted(written));
        }
        return new Rate(Long.parseLong(matcher.group(1)), in);
    }

    private static Duration unit(String word) {
        return switch (word) {
            case "s", "sec", "second" -> Duration.ofSeconds(1);
            case "m", "min", "minute" -> Duration.ofMinutes(1);
            case "h", "hour" -> HOUR;
            case "d", "day" -> Duration.ofDays(1);
            default -> Duration.ZERO;
        };
    }

    /** As many messages an hour, at least 1. */
    static Rate anHour(long messages) {
        return new Rate(Math.max(1, messages), HOUR);
    }

    /** Half of so many messages an hour, and never less than ten a minute. */
    static Rate half(long anHour) {
        return anHour(Math.max(anHour / 2, SLOWEST));
    }

    /** Messages an hour, at least 1. */
    long anHour() {
        return Math.max(1, Math.round(messages * (double) HOUR.toMillis() / in.toMillis()));
    }

    /** What is asked for at least from one message to the next, in microseconds; at least 1. */
    long microsBetween() {
        return Math.max(1, in.toNanos() / 1_000 / messages);
    }

    /** Messages in so long, at least 1. */
    int within(Duration time) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, time.toNanos() / 1_000 / microsBetween()));
    }

    /** Whether there is more time from one message to the next. */
    boolean slowerThan(Rate other) {
        return microsBetween() > other.microsBetween();
    }

    @Override
    public String toString() {
        return in.equals(Duration.ofSeconds(1))
                ? messages + "/s"
                : in.equals(Duration.ofMinutes(1))
                        ? messages + "/min"
                        : in.equals(HOUR) ? messages + "/h" : messages + "/d";
    }
}
