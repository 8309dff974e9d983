package com.scrabbl.watch;

import com.scrabbl.run.schedule.SlotWatch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Whether somebody looks which slots have come: one of all processes has done so not long ago. DOWN means that editions are not sent when they are due. A database that does not answer is told
 * of by its own indicator, and is not the schedule's fault.
 */
final class ScheduleHealthIndicator extends AbstractHealthIndicator {

    static final Duration LONGEST_SILENCE = Duration.ofMinutes(2);

    private final SlotWatch slots;
    private final Clock clock;
    private final Instant started;

    ScheduleHealthIndicator(SlotWatch slots, Clock clock) {
        this.slots = slots;
        this.clock = clock;
        this.started = clock.instant();
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        Instant last;
        try {
            last = slots.lastLook();
        } catch (RuntimeException e) {
            health.unknown().withDetail("reason", "the database does not answer");
            return;
        }
        if (slots.isAway()) {
            health.unknown().withDetail("reason", "the database did not answer a moment ago");
            return;
        }
        Instant silent = last.isBefore(started) ? started : last;
        if (Duration.between(silent, clock.instant()).compareTo(LONGEST_SILENCE) > 0) {
            health.down().withDetail("reason", "nobody has looked for slots since " + silent);
        } else {
            health.up();
        }
    }
}
