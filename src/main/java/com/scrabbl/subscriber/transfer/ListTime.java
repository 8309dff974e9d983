package com.scrabbl.subscriber.transfer;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Instants as people and lists write them: a day, which is its beginning; ISO 8601; or with a space before time and offset.
 * Without an offset they are UTC.
 */
public final class ListTime {

    private static final Pattern WRITTEN = Pattern.compile(
            "(\\d{4}-\\d{2}-\\d{2})(?:[T ](\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?) ?(Z|[+-]\\d{2}:?\\d{2})?(?: [A-Z]{1,5})?)?");

    private ListTime() {}

    /**
     * Null when the cell is blank.
     *
     * @throws WrongCellException when it is no instant
     */
    static @Nullable Instant parse(String column, String cell) {
        try {
            return cell.isBlank() ? null : parse(cell);
        } catch (IllegalArgumentException e) {
            throw new WrongCellException(column, column + " " + e.getMessage(), e);
        }
    }

    /** @throws IllegalArgumentException when it is no instant; the message quotes it */
    public static Instant parse(String typed) {
        String text = typed.strip();
        Matcher written = WRITTEN.matcher(text);
        try {
            if (written.matches()) {
                return instant(written.group(1), written.group(2), written.group(3));
            }
        } catch (DateTimeException e) {
            throw wrong(text, e);
        }
        throw wrong(text, null);
    }

    private static Instant instant(String day, @Nullable String time, @Nullable String offset) {
        if (time == null) {
            return LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        if (offset == null || offset.equals("Z")) {
            return LocalDateTime.parse(day + "T" + time).toInstant(ZoneOffset.UTC);
        }
        String colon = offset.contains(":") ? offset : offset.substring(0, 3) + ":" + offset.substring(3);
        return OffsetDateTime.parse(day + "T" + time + colon).toInstant();
    }

    private static IllegalArgumentException wrong(String text, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "\"%s\" is neither a day such as 2026-11-24 nor an instant such as 2026-11-24T06:00:00Z"
                        .formatted(text.substring(0, Math.min(text.length(), 50))),
                cause);
    }
}
