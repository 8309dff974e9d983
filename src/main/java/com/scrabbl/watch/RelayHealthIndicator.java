package com.scrabbl.watch;

import com.scrabbl.mail.RelayException;
import com.scrabbl.mail.Relays;
import com.scrabbl.mail.SmtpRelay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * Whether each relay opens a session for us. It is tried once a minute at the most, in the background: whoever asks waits a
 * moment at the most, and has the latest answer else. A relay that does not is DEGRADED, not DOWN: mail waits, and everything
 * else goes on.
 */
@Component
class RelayHealthIndicator implements HealthIndicator {

    static final Status DEGRADED = new Status("DEGRADED");

    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Set<SmtpRelay> relays = new LinkedHashSet<>();
    private @Nullable CompletableFuture<Health> trial;
    private long triedAt;
    private Health latest = Health.unknown().build();

    /** @param relay of letters and alarms, which may be among those of editions */
    RelayHealthIndicator(SmtpRelay relay, Relays ofEditions) {
        relays.add(relay);
        ofEditions.all().forEach(each -> relays.add(each.transport()));
    }

    @Override
    public synchronized Health health() {
        CompletableFuture<Health> present = trial;
        if (present == null || present.isDone() && System.nanoTime() - triedAt > FRESH.toNanos()) {
            triedAt = System.nanoTime();
            present = CompletableFuture.supplyAsync(this::tried);
            trial = present;
        }
        try {
            latest = present.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            latest = degraded("the relay takes its time");
        } catch (ExecutionException e) {
            latest = degraded("the relay could not be tried");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return latest;
    }

    private Health tried() {
        List<String> reasons = new ArrayList<>();
        for (SmtpRelay relay : relays) {
            try {
                relay.open().close();
            } catch (RelayException e) {
                reasons.add(String.valueOf(e.getMessage()));
            }
        }
        return reasons.isEmpty() ? Health.up().build() : degraded(String.join(" ", reasons));
    }

    private static Health degraded(String reason) {
        return Health.status(DEGRADED).withDetail("reason", reason).build();
    }
}
