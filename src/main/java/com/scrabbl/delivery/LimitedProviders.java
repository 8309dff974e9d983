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
                .filter(row -> row.suspended() || row.slowed(now) != null)
                .map(row -> {
                    Rate slowed = row.slowed(now);
                    return new LimitedProvider(
                            row.bucket().relay(),
                            row.bucket().provider(),
                            row.suspended() ? row.suspendedAt() : null,
                            row.suspendedUntil(),
                            slowed == null ? null : slowed.toString(),
                            Objects.requireNonNullElse(row.reason(), ""),
                            Objects.requireNonNullElse(row.said(), ""));
                })
                .toList();
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
