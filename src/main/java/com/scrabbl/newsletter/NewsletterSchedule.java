package com.scrabbl.newsletter;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
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

    /** The first slot after the instant, exclusive; empty when none ever comes. */
    public Optional<Instant> nextAfter(Instant instant) {
        return slotsAfter(instant).findFirst();
    }

    /**
     * All slots after the instant, exclusive, one by one. The fields are read on the zone's clock: a slot in the hour that
     * summer time skips comes as much later as the clock is put forward, and one in the hour that is repeated comes the
     * first time. Two that fall on the same instant are one.
     */
    public Stream<Instant> slotsAfter(Instant instant) {
        LocalCron times = new LocalCron(cron, zone);
        return Stream.iterate(times.next(instant), Optional::isPresent, slot -> slot.flatMap(times::next))
                .flatMap(Optional::stream);
    }

    /**
     * What the zone's clock has to do with a slot, as a sentence; empty when it is not put forward or back.
     *
     * @param after the slot before it, or now
     */
    public Optional<String> clockChange(Instant after, Instant slot) {
        return ClockChange.before(slot, after, zone, new LocalCron(cron, zone)).map(ClockChange::sentence);
    }

    /** Whether the other one's slots are the same as this one's. */
    boolean sameSlots(NewsletterSchedule other) {
        return cron.equals(other.cron) && zone.equals(other.zone);
    }

    /** The expression with single spaces, if slots come of it. */
    static String cron(String text) {
        String cron = Allowed.line(text, LONGEST_CRON).replaceAll("\\s+", " ");
        try {
            if (new LocalCron(cron, ZoneOffset.UTC).everComes()) {
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

    private static String reason(IllegalArgumentException e) {
        String message = String.valueOf(e.getMessage()).replace("Failed to parse cron expression. ", "");
        return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    }
}
