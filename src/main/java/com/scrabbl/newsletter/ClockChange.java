package com.scrabbl.newsletter;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.util.Locale;
import java.util.Optional;

/**
 * A clock that is put forward or back between two slots, or in the very hour of one.
 *
 * @param change of the zone's clock
 * @param skipped the time that the slot would have had, if the clock were not put forward over it
 */
record ClockChange(ZoneId zone, ZoneOffsetTransition change, ZonedDateTime slot, Optional<LocalTime> skipped) {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    /** The change that comes after the instant and not after the slot, or that repeats the slot's hour. */
    static Optional<ClockChange> before(Instant slot, Instant after, ZoneId zone, LocalCron cron) {
        ZonedDateTime time = slot.atZone(zone);
        ZoneOffsetTransition repeating = zone.getRules().getTransition(time.toLocalDateTime());
        ZoneOffsetTransition last = zone.getRules().previousTransition(slot.plusNanos(1));
        if (repeating != null) {
            return Optional.of(new ClockChange(zone, repeating, time, Optional.empty()));
        }
        if (last == null || !last.getInstant().isAfter(after)) {
            return Optional.empty();
        }
        return Optional.of(new ClockChange(zone, last, time, skipped(time, last, cron)));
    }

    private static Optional<LocalTime> skipped(ZonedDateTime slot, ZoneOffsetTransition change, LocalCron cron) {
        return Optional.of(slot.toLocalDateTime())
                .filter(time -> change.isGap() && !cron.names(time))
                .map(time -> time.minus(change.getDuration()).toLocalTime());
    }

    /** What it means for the slot. */
    String sentence() {
        String day = DAY.format(change.getDateTimeBefore());
        String time = TIME.format(slot);
        if (skipped.isPresent()) {
            return "The clocks are put forward on %s. %s does not come that day in %s: the slot is at %s."
                    .formatted(day, TIME.format(skipped.get()), city(), time);
        }
        if (!change.getInstant().isAfter(slot.toInstant())) {
            return "The clocks change on %s. %s stays %2$s in %s; in UTC the slot moves from %s to %s."
                    .formatted(
                            day,
                            time,
                            city(),
                            TIME.format(slot.toLocalDateTime()
                                    .minusSeconds(change.getOffsetBefore().getTotalSeconds())),
                            TIME.format(slot.withZoneSameInstant(ZoneOffset.UTC)));
        }
        return "The clocks are put back on %s. %s comes twice that day in %s: the slot is the first one."
                .formatted(day, time, city());
    }

    private String city() {
        return zone.getId().substring(zone.getId().lastIndexOf('/') + 1).replace('_', ' ');
    }
}
