package com.scrabbl.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The plain ones among cron expressions in words: each day, or the same days each week, at one time. */
final class Rhythm {

    private static final Pattern PLAIN =
            Pattern.compile("(?:0 )?(\\d{1,2}) (\\d{1,2}) [*?] \\* ([*?]|[A-Za-z0-7]+(?:[-,][A-Za-z0-7]+)*)");

    private static final List<String> DAYS =
            List.of("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");

    private static final Map<String, Integer> SHORT_NAMES =
            Map.of("SUN", 0, "MON", 1, "TUE", 2, "WED", 3, "THU", 4, "FRI", 5, "SAT", 6);

    private Rhythm() {}

    /** For example {@code Monday to Friday at 07:00}; empty for anything less plain. */
    static Optional<String> of(String cron) {
        Matcher plain = PLAIN.matcher(cron);
        if (!plain.matches()) {
            return Optional.empty();
        }
        return days(plain.group(3))
                .map(days -> "%s at %02d:%02d"
                        .formatted(days, Integer.parseInt(plain.group(2)), Integer.parseInt(plain.group(1))));
    }

    private static Optional<String> days(String field) {
        if (field.equals("*") || field.equals("?")) {
            return Optional.of("Every day");
        }
        List<String> days = new ArrayList<>();
        for (String part : field.split(",")) {
            String[] ends = part.split("-");
            if (ends.length > 2
                    || day(ends[0]).isEmpty()
                    || day(ends[ends.length - 1]).isEmpty()) {
                return Optional.empty();
            }
            String first = day(ends[0]).get();
            days.add(
                    ends.length == 1
                            ? first + "s"
                            : first + " to " + day(ends[1]).get());
        }
        int last = days.size() - 1;
        return Optional.of(
                last == 0 ? days.get(0) : String.join(", ", days.subList(0, last)) + " and " + days.get(last));
    }

    private static Optional<String> day(String name) {
        Integer number = SHORT_NAMES.get(name.toUpperCase(Locale.ROOT));
        if (number == null && name.matches("[0-7]")) {
            number = Integer.valueOf(name);
        }
        return Optional.ofNullable(number).map(DAYS::get);
    }
}
