package com.scrabbl.delivery;

import com.scrabbl.mail.RelaySettings;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How deliveries are made.
 *
 * @param connections SMTP connections, and so lanes, that a run opens on this machine; 1 to 512
 * @param messagesPerConnection after so many messages a connection is closed and a new one opened; 0 means never
 * @param retry delays before the second, third, … attempt of a delivery that was refused for now; the last one is used
 *     for all further ones
 * @param retryWhenTooFast the same for readers whose provider says that we send too fast
 * @param patience how long a run waits for a relay that cannot be reached, while it has no connection to it
 * @param fsync whether the ledger's commits are forced to the disk, so that they survive a power cut; off, H2's survive a
 *     killed process only. PostgreSQL has settings of its own for that
 * @param lease how long a worker's deliveries belong to it after it was last heard of; at least 3 s
 * @param rate the most messages by each relay, of all processes together; null is no limit
 * @param warmUp messages of the first day, the second, … by a relay that is new; after those there is no limit. Empty: none
 * @param providers what is said of single providers, by name
 * @param relays several relays, which {@link com.scrabbl.mail.Relays} has; empty for the one of {@code spring.mail.*}
 */
@Validated
@ConfigurationProperties(prefix = "scrabbl.delivery", ignoreUnknownFields = false)
record DeliveryProperties(
        @DefaultValue("8") @Min(1) @Max(512) int connections,
        @DefaultValue("1000") @Min(0) int messagesPerConnection,

        @DefaultValue({"5m", "15m", "30m", "60m", "120m", "240m"}) @NotEmpty
        List<Duration> retry,

        @DefaultValue({"15m", "30m", "60m", "120m", "240m"}) @NotEmpty
        List<Duration> retryWhenTooFast,

        @DefaultValue("30s") Duration patience,
        @DefaultValue("true") boolean fsync,
        @DefaultValue("15s") Duration lease,
        @Nullable Rate rate,
        @DefaultValue List<Long> warmUp,
        @DefaultValue Map<String, ProviderSettings> providers,
        @DefaultValue List<RelaySettings> relays) {

    DeliveryProperties {
        warmUp.forEach(messages -> {
            if (messages < 1) {
                throw new IllegalArgumentException(
                        "scrabbl.delivery.warm-up has " + messages
                                + " messages for a day, and must have at least 1: they are those of the first day, the second, …");
            }
        });
        if (lease.compareTo(Duration.ofSeconds(3)) < 0) {
            throw new IllegalArgumentException("scrabbl.delivery.lease is " + lease
                    + ", and must be at least 3 s: it is renewed every third of it");
        }
    }

    RetryPolicy retryPolicy() {
        return new RetryPolicy(retry, retryWhenTooFast);
    }
}
