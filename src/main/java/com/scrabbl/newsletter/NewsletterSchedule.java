package com.scrabbl.newsletter;

import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.schedule.CronSchedule;
import com.github.kagkarlsson.scheduler.task.schedule.CronStyle;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When a newsletter's editions are due.
 *
 * @param cron five fields as in crontab (a day matches by day of month OR by weekday), or six with seconds first (day
 *     of month AND weekday)
 * @param zone whose clock the fields are read on
 * @param missed what becomes of slots that passed while nothing ran
 */
public record NewsletterSchedule(String cron, ZoneId zone, Missed missed) {

    static final ZoneId DEFAULT_ZONE = ZoneId.of("UTC");
    static final Missed DEFAULT_MISSED = Missed.MERGE;

    private static final int LONGEST_CRON = 200;
    private static final int CRONTAB_FIELDS = 5;
    private static final int SPRING_FIELDS = 6;

    private static final Duration LONGEST_GAP = Duration.ofHours(1);

    /** For a cron that never comes, db-scheduler answers an instant in the year 2500. */
    private static final Instant NEVER = Instant.parse("2400-01-01T00:00:00Z");

    /** An instant from which every date that can come comes again: a leap year is ahead. */
    private static final Instant SOME_DAY = Instant.parse("2026-01-01T00:00:00Z");

    /** What becomes of slots that passed while nothing ran. */
    public enum Missed {
        /** One edition for all of them. */
        MERGE,
        /** One edition for each. */
        SEPARATE,
        /** None. */
        DROP
    }

    public NewsletterSchedule {
        cron = cron(cron);
    }

    /**
     * The first slot after the instant, exclusive; empty when none ever comes. A slot in the hour that summer time skips
     * comes by the clock that was not put forward.
     */
    public Optional<Instant> nextAfter(Instant instant) {
        Optional<Instant> next = next(schedule(cron, zone), instant);
        ZoneOffsetTransition change = zone.getRules().nextTransition(instant.minus(LONGEST_GAP));
        if (change == null || !change.isGap()) {
            return next;
        }
        Instant gapEnd = change.getInstant().plus(change.getDuration());
        Instant from = Collections.max(List.of(instant, change.getInstant().minusNanos(1)));
        return Stream.concat(
                        next.stream(),
                        next(schedule(cron, change.getOffsetBefore()), from).filter(gapEnd::isAfter).stream())
                .min(Comparator.naturalOrder());
    }

    /** Whether the other one's slots are the same as this one's. */
    boolean sameSlots(NewsletterSchedule other) {
        return cron.equals(other.cron) && zone.equals(other.zone);
    }

    /** The expression with single spaces, if slots come of it. */
    static String cron(String text) {
        String cron = Allowed.line(text, LONGEST_CRON).replaceAll("\\s+", " ");
        try {
            if (next(schedule(cron, ZoneOffset.UTC), SOME_DAY).isPresent()) {
                return cron;
            }
        } catch (IllegalArgumentException e) {
            IllegalArgumentException field = CronFields.refusal(cron);
            if (field != null) {
                throw field;
            }
            throw Allowed.refused(
                    text,
                    "is no cron expression (%s)".formatted(reason(e)),
                    "five fields as in crontab (0 7 * * 1-5), or six with seconds first (0 0 7 * * MON-FRI)");
        }
        throw Allowed.refused(text, "never comes", "a date that exists");
    }

    private static Optional<Instant> next(CronSchedule schedule, Instant instant) {
        Instant next = schedule.getNextExecutionTime(ExecutionComplete.simulatedSuccess(instant));
        return Optional.of(next).filter(NEVER::isAfter);
    }

    private static CronSchedule schedule(String cron, ZoneId zone) {
        return switch (cron.split(" ", -1).length) {
            case CRONTAB_FIELDS -> new CronSchedule(cron, zone, CronStyle.UNIX);
            case SPRING_FIELDS -> new CronSchedule(cron, zone, CronStyle.SPRING53);
            default -> throw new IllegalArgumentException("it has neither five fields nor six");
        };
    }

    private static String reason(IllegalArgumentException e) {
        String message = String.valueOf(e.getMessage()).replace("Failed to parse cron expression. ", "");
        return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    }
}
