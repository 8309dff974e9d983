package com.scrabbl.delivery;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Which providers are suspended or slowed, for people; and their word that one is to be tried. */
@Component
public class LimitedProviders {

    private final PaceRows rows;
    private final Clock clock;

    LimitedProviders(PaceRows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    /** By relay and name. */
    public List<LimitedProvider> now() {
        Instant now = clock.instant();
        return rows.all().stream()
                .map(row -> limited(row, now))
                .filter(provider -> provider.suspended() || provider.slowedTo() != null)
                .toList();
    }

    /** One whose suspension has ended is tried as soon as there is a message to it: nobody waits meanwhile. */
    private static LimitedProvider limited(PaceRow row, Instant now) {
        Rate slowed = row.slowed(now);
        boolean suspended = row.suspendedUntil() != null && now.isBefore(row.suspendedUntil());
        return new LimitedProvider(
                row.bucket().relay(),
                row.bucket().provider(),
                suspended ? row.suspendedAt() : null,
                suspended ? row.suspendedUntil() : null,
                slowed == null ? null : slowed.toString(),
                Objects.requireNonNullElse(row.reason(), ""),
                Objects.requireNonNullElse(row.said(), ""));
    }

    /**
     * A message tries within seconds whether the suspension is over, if there is one to be sent.
     *
     * @return false when the provider is not suspended any more, or is tried already
     */
    public boolean tryNow(String relay, String provider) {
        return rows.resume(new Bucket(relay, provider), clock.instant());
    }
}
