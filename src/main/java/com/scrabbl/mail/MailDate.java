package com.scrabbl.mail;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The Date header (RFC 5322 §3.3), in UTC. */
public final class MailDate {

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "EEE, d MMM uuuu HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private MailDate() {}

    /** The instant in UTC, to the second. */
    public static String text(Instant instant) {
        return FORMAT.format(instant);
    }
}
