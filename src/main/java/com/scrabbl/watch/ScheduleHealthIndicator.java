package com.scrabbl.watch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whether somebody looks which slots have come: the task that does so every few seconds, on one of all processes, has
 * ended well not long ago. DOWN means that editions are not sent when they are due. A database that does not answer is told
 * of by its own indicator, and is not the schedule's fault.
 */
final class ScheduleHealthIndicator extends AbstractHealthIndicator {

    static final Duration LONGEST_SILENCE = Duration.ofMinutes(2);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Instant started;

    ScheduleHealthIndicator(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.started = clock.instant();
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        Instant last;
        try {
            last = lastLook().orElse(Instant.MIN);
        } catch (RuntimeException e) {
            health.unknown().withDetail("reason", "the database does not answer");
            return;
        }
        Instant silent = last.isBefore(started) ? started : last;
        if (Duration.between(silent, clock.instant()).compareTo(LONGEST_SILENCE) > 0) {
            health.down().withDetail("reason", "nobody has looked for slots since " + silent);
        } else {
            health.up();
        }
    }

    private Optional<Instant> lastLook() {
        return jdbc.sql("SELECT MAX(last_success) AS last FROM scheduled_tasks WHERE task_name = 'slots'")
                .query((row, number) -> Optional.ofNullable(row.getObject("last", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant))
                .single();
    }
}
