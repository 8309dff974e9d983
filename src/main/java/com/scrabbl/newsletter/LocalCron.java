package com.scrabbl.newsletter;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.schedule.CronSchedule;
import com.github.kagkarlsson.scheduler.task.schedule.CronStyle;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A cron expression on a wall clock: its times are found on local time without a zone, and each is made an instant as
 * {@link ZonedDateTime#ofLocal} does. A time that summer time skips comes as much later as the clock is put forward; one
 * that is repeated comes the first time.
 */
final class LocalCron {

    private static final int CRONTAB_FIELDS = 5;
    private static final int SPRING_FIELDS = 6;

    /** For a cron that never comes, db-scheduler answers an instant in the year 2500. */
    private static final Instant NEVER = Instant.parse("2400-01-01T00:00:00Z");

    /** A time from which every date that can come comes again: a leap year is ahead. */
    private static final LocalDateTime SOME_DAY = LocalDateTime.of(2026, 1, 1, 0, 0);

    /** To parse one takes about a millisecond, and newsletters are read from their rows all the time. */
    private static final Cache<String, CronSchedule> PARSED =
            Caffeine.newBuilder().maximumSize(200).build();

    /** In UTC, which stands for no zone here. */
    private final CronSchedule fields;

    private final ZoneId zone;

    /** @throws IllegalArgumentException when it is no cron expression; its message is a clause */
    LocalCron(String cron, ZoneId zone) {
        this.zone = zone;
        fields = PARSED.get(cron, LocalCron::parsed);
    }

    private static CronSchedule parsed(String cron) {
        return switch (cron.split(" ", -1).length) {
            case CRONTAB_FIELDS -> new CronSchedule(cron, ZoneOffset.UTC, CronStyle.UNIX);
            case SPRING_FIELDS -> new CronSchedule(cron, ZoneOffset.UTC, CronStyle.SPRING53);
            default -> throw new IllegalArgumentException("it has neither five fields nor six");
        };
    }

    /** Whether it comes at all. */
    boolean everComes() {
        return next(SOME_DAY).isPresent();
    }

    /** Whether this very time is one of its times. */
    boolean names(LocalDateTime time) {
        return next(time.minusNanos(1)).filter(time::equals).isPresent();
    }

    /** The first instant after the given one, exclusive; empty when none ever comes. */
    Optional<Instant> next(Instant instant) {
        LocalDateTime local = LocalDateTime.ofInstant(instant, zone);
        ZoneOffsetTransition change = zone.getRules().previousTransition(instant.plusNanos(1));
        if (change == null
                || !instant.isBefore(
                        change.getInstant().plus(change.getDuration().abs()))) {
            return first(local);
        }
        // What is repeated came the first time; what was skipped comes as much later, among what comes in its time.
        return change.isOverlap()
                ? first(change.getDateTimeBefore().minusNanos(1))
                : earliest(
                        first(local),
                        next(local.minus(change.getDuration()))
                                .filter(change.getDateTimeAfter()::isAfter)
                                .map(this::instant));
    }

    /** The instant of the first time after this one, and of what comes earlier though its time is later. */
    private Optional<Instant> first(LocalDateTime local) {
        Optional<LocalDateTime> next = next(local);
        ZoneOffsetTransition change = next.map(zone.getRules()::getTransition).orElse(null);
        return earliest(next.map(this::instant), change == null || !change.isGap() ? Optional.empty() : after(change));
    }

    private Optional<Instant> after(ZoneOffsetTransition gap) {
        return next(gap.getDateTimeAfter().minusNanos(1)).map(this::instant);
    }

    private static Optional<Instant> earliest(Optional<Instant> one, Optional<Instant> other) {
        return Stream.concat(one.stream(), other.stream()).min(Comparator.naturalOrder());
    }

    private Instant instant(LocalDateTime local) {
        return ZonedDateTime.ofLocal(local, zone, null).toInstant();
    }

    private Optional<LocalDateTime> next(LocalDateTime local) {
        Instant next = fields.getNextExecutionTime(ExecutionComplete.simulatedSuccess(local.toInstant(ZoneOffset.UTC)));
        return Optional.of(next).filter(NEVER::isAfter).map(found -> LocalDateTime.ofInstant(found, ZoneOffset.UTC));
    }
}
