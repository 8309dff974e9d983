package com.scrabbl.article.fetch;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * When a server wants to be asked again (RFC 9110 §10.2.3). Exactly one of the two is there.
 *
 * @param delay counted from its answer
 * @param date the instant itself
 */
public record RetryAfter(@Nullable Duration delay, @Nullable Instant date) {

    /** Who asks for more is asked after this. */
    public static final Duration LONGEST = Duration.ofHours(24);

    public RetryAfter {
        if ((delay == null) == (date == null)) {
            throw new IllegalArgumentException("either a delay or a date: " + delay + ", " + date);
        }
    }

    /** What a header says; null if that is nothing readable. */
    static @Nullable RetryAfter parse(String header) {
        String text = header.strip();
        if (text.matches("[0-9]{1,9}")) {
            return new RetryAfter(Duration.ofSeconds(Long.parseLong(text)), null);
        }
        try {
            return new RetryAfter(
                    null,
                    OffsetDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /**
     * The instant, at most {@link #LONGEST} after the answer.
     *
     * @param answered when the answer came
     */
    public Instant from(Instant answered) {
        Instant asked = date != null ? date : answered.plus(delay == null ? Duration.ZERO : delay);
        Instant latest = answered.plus(LONGEST);
        return asked.isAfter(latest) ? latest : asked;
    }
}
