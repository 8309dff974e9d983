package com.scrabbl.watch;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How times stand in titles and sentences. */
final class When {

    private static final DateTimeFormatter DAY_AND_TIME =
            DateTimeFormatter.ofPattern("EEE d MMMM, HH:mm", Locale.ENGLISH);

    private When() {}

    /** {@code Tue 24 November, 07:00}. */
    static String at(Instant instant, ZoneId zone) {
        return DAY_AND_TIME.format(instant.atZone(zone));
    }

    /** {@code no deliveries}, {@code 1 delivery}, {@code 2,000 deliveries}. */
    static String count(long number, String one, String many) {
        return String.format(Locale.ENGLISH, "%,d %s", number, number == 1 ? one : many);
    }
}
