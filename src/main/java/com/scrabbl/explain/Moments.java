package com.scrabbl.explain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/** Writes instants on a newsletter's clock. */
final class Moments {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMMM", Locale.ENGLISH);
    private static final DateTimeFormatter DAY_OF_YEAR = DateTimeFormatter.ofPattern("EEE d MMMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter EXACT =
            DateTimeFormatter.ofPattern("EEE d MMMM yyyy, HH:mm:ss", Locale.ENGLISH);

    /** An instant in a recorded reason; one that names an edition stands after a slash, and stays. */
    private static final Pattern RECORDED =
            Pattern.compile("(?<![/\\w])\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?Z");

    private final ZoneId zone;
    private final LocalDate today;

    Moments(ZoneId zone, Instant now) {
        this.zone = zone;
        today = LocalDate.ofInstant(now, zone);
    }

    /** As a sentence has it: {@code 09:10} of today, else with the day, and the year if it is another one. */
    String at(Instant instant) {
        String time = TIME.format(instant.atZone(zone));
        LocalDate day = LocalDate.ofInstant(instant, zone);
        return day.equals(today) ? time : day(day) + ", " + time;
    }

    /** The same after a preposition: {@code at 09:10}, {@code on Wed 25 November, 09:10}. */
    String when(Instant instant) {
        return (LocalDate.ofInstant(instant, zone).equals(today) ? "at " : "on ") + at(instant);
    }

    /** The text, with the instants that it mentions as they are on this clock. */
    String localised(String text) {
        return RECORDED.matcher(text).replaceAll(found -> at(Instant.parse(found.group())));
    }

    /** With day and year, to the second. */
    String exact(Instant instant) {
        return EXACT.format(instant.atZone(zone));
    }

    /** Day and time with the zone, as a heading has it. */
    String heading(Instant instant) {
        return DAY_OF_YEAR.format(instant.atZone(zone)) + ", " + TIME.format(instant.atZone(zone)) + " (" + zone + ")";
    }

    private String day(LocalDate day) {
        return (day.getYear() == today.getYear() ? DAY : DAY_OF_YEAR).format(day);
    }
}
