package com.scrabbl.console;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;

/** A day as forms send it and people write it, such as 2026-11-24. */
public final class Day {

    /** A year of more digits is a day as well, and one that no database knows. */
    private static final Pattern WRITTEN = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private Day() {}

    /** @throws DateTimeException when it is none */
    public static LocalDate parse(String typed) {
        String day = typed.strip();
        if (!WRITTEN.matcher(day).matches()) {
            throw new DateTimeException("This is no day.");
        }
        return LocalDate.parse(day);
    }
}
