package com.scrabbl.run.schedule;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Sees to it that somebody looks for slots. One of all processes does so every few seconds; when none has, as after a
 * time in which the database did not answer, this one looks by itself.
 */
@Component
public class SlotWatch {

    private static final Logger log = LoggerFactory.getLogger(SlotWatch.class);

    /** After so long without a look by anybody this process looks. */
    private static final Duration LATE = Duration.ofSeconds(20);

    private final Slots slots;
    private final JdbcClient jdbc;
    private final Clock clock;
    private volatile Instant since;
    private volatile Instant ownLook = Instant.MIN;
    private volatile boolean away;

    SlotWatch(Slots slots, JdbcClient jdbc, Clock clock) {
        this.slots = slots;
        this.jdbc = jdbc;
        this.clock = clock;
        this.since = clock.instant();
    }

    /** Since when this process could have looked at any time: it was up, and the database answered. */
    public Instant since() {
        return since;
    }

    /** Whether the database did not answer when this process wanted to look last. */
    public boolean isAway() {
        return away;
    }

    /**
     * When any process looked last, as far as is recorded; {@link Instant#MIN} when none did.
     *
     * @throws org.springframework.dao.DataAccessException when the database does not answer
     */
    public Instant lastLook() {
        Instant recorded = jdbc.sql("SELECT MAX(last_success) AS last FROM scheduled_tasks WHERE task_name = 'slots'")
                .query((row, number) -> Optional.ofNullable(row.getObject("last", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant))
                .single()
                .orElse(Instant.MIN);
        return recorded.isAfter(ownLook) ? recorded : ownLook;
    }

    void look() {
        slots.record();
        ownLook = clock.instant();
    }

    /** Asked every few seconds. */
    void lookIfNobodyDoes() {
        try {
            Instant late = clock.instant().minus(LATE);
            if (away || lastLook().isBefore(late) && since.isBefore(late)) {
                look();
            }
            if (away) {
                since = clock.instant();
                away = false;
            }
        } catch (RuntimeException e) {
            away = true;
            log.debug("Slots could not be looked for", e);
        }
    }
}
