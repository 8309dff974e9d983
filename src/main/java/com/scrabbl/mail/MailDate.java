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

    /** Messages come by the thousand in one second. */
    private static volatile Written latest = new Written(0, FORMAT.format(Instant.EPOCH));

    private MailDate() {}

    private record Written(long second, String text) {}

    /** The instant in UTC, to the second. */
    public static String text(Instant instant) {
        Written written = latest;
        if (written.second() != instant.getEpochSecond()) {
            written = new Written(instant.getEpochSecond(), FORMAT.format(instant));
            latest = written;
        }
        return written.text();
    }
}
