package com.scrabbl.http;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How long a request may take, and how many may be open.
 *
 * @param grace what the head of each request has to come in, and each body besides the time of the least rate
 * @param leastRate of a body, in a second: a form of 64 KB has the grace and four seconds with 16 KB
 * @param perNetwork how many requests of one network may be open at once, their body coming in or their answer being made; 0: any
 *     number. Those to leave by one click and of health are counted by themselves. Four times as many connections may be open
 * @param sendBuffer so much of an answer the system takes at once, so that nobody here waits for a slow reader; 0: what
 *     the system thinks best
 */
@ConfigurationProperties("scrabbl.http")
record HttpProperties(
        @DefaultValue("10s") Duration grace,
        @DefaultValue("16KB") DataSize leastRate,
        @DefaultValue("64") int perNetwork,
        @DefaultValue("208KB") DataSize sendBuffer) {

    /** Browsers keep connections open that they do not use. */
    private static final int CONNECTIONS_FOR_A_REQUEST = 4;

    HttpProperties {
        if (grace.isNegative() || grace.isZero()) {
            throw new IllegalArgumentException(
                    "scrabbl.http.grace: \"%s\" is no time; allowed: 1s and more".formatted(grace));
        }
        if (leastRate.toBytes() < 1) {
            throw new IllegalArgumentException(
                    "scrabbl.http.least-rate: \"%s\" is no rate; allowed: 1B and more".formatted(leastRate));
        }
        if (perNetwork < 0) {
            throw new IllegalArgumentException(
                    "scrabbl.http.per-network: \"%d\" is no number of requests; allowed: 0 and more"
                            .formatted(perNetwork));
        }
    }

    /** How many connections of one network may be open at once, idle ones among them; 0: any number. */
    int connectionsPerNetwork() {
        return perNetwork * CONNECTIONS_FOR_A_REQUEST;
    }

    /** How long a body of so many octets may take. */
    Duration longest(long octets) {
        return grace.plusMillis(octets * 1000 / leastRate.toBytes());
    }
}
