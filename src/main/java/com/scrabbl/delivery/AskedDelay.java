package com.scrabbl.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Words by which a server asks to be tried again after some time.
 *
 * @param pattern with at least one of the groups {@code hours}, {@code minutes}, {@code seconds}, each a number
 * @param source who says so
 */
record AskedDelay(Pattern pattern, String source) {

    private static final Duration LONGEST = Duration.ofDays(7);

    AskedDelay {
        if (!has(pattern, "hours") && !has(pattern, "minutes") && !has(pattern, "seconds")) {
            throw new IllegalArgumentException(
                    "tells no time; allowed: at least one of the groups (?<hours>\\d+), (?<minutes>\\d+), (?<seconds>\\d+)");
        }
    }

    /** How long the text asks to wait; at most a week. */
    Optional<Duration> in(String text) {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            return Optional.empty();
        }
        Duration delay = Duration.ofHours(number(found, "hours"))
                .plusMinutes(number(found, "minutes"))
                .plusSeconds(number(found, "seconds"));
        return Optional.of(delay.compareTo(LONGEST) > 0 ? LONGEST : delay);
    }

    private long number(Matcher found, String group) {
        String digits = has(pattern, group) ? found.group(group) : null;
        // Text from outside can have any number of digits.
        return digits == null || !digits.matches("\\d{1,9}") ? 0 : Long.parseLong(digits);
    }

    private static boolean has(Pattern pattern, String group) {
        return pattern.pattern().contains("(?<" + group + ">");
    }
}
