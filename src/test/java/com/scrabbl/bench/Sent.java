package com.scrabbl.bench;

import java.time.Duration;
import java.time.Instant;

/**
 * What one sending of the product took.
 *
 * @param deliveries all accepted
 * @param seconds of the step that delivers, as Spring Batch recorded it
 * @param lateDeliveries settled in the second half of the time between the first and the last
 * @param lateSeconds that half
 * @param cpu milliseconds of the whole process, from the articles to the end of the run; its start included, if it was started for it
 * @param lateCpu the same in that half
 */
record Sent(long deliveries, double seconds, long lateDeliveries, double lateSeconds, double cpu, double lateCpu) {

    /** Deliveries in a second of the whole step, in which the JVM also warms up. */
    double rate() {
        return deliveries / seconds;
    }

    /** The same in the second half. */
    double lateRate() {
        return lateDeliveries / lateSeconds;
    }

    double lateCpuEach() {
        return lateCpu / lateDeliveries;
    }

    static double seconds(Instant from, Instant until) {
        return Duration.between(from, until).toNanos() / 1e9;
    }
}
