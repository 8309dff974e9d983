package com.scrabbl.watch;

import com.scrabbl.watch.RelayStates.RelayState;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/** A relay that opens no session for us is DEGRADED, not DOWN: mail waits, and everything else goes on. */
@Component
class RelayHealthIndicator implements HealthIndicator {

    static final Status DEGRADED = new Status("DEGRADED");

    private final RelayStates relays;

    RelayHealthIndicator(RelayStates relays) {
        this.relays = relays;
    }

    @Override
    public Health health() {
        String troubles = relays.now().stream()
                .map(RelayState::trouble)
                .filter(Objects::nonNull)
                .distinct()
                .collect(Collectors.joining(" "));
        return troubles.isEmpty()
                ? Health.up().build()
                : Health.status(DEGRADED).withDetail("reason", troubles).build();
    }
}
