package com.scrabbl.newsletter;

import com.scrabbl.yaml.Quoted;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What may stand in the fields of a cron expression, to say which of them is wrong. */
final class CronFields {

    private static final Set<String> MONTHS =
            Set.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
    private static final Set<String> DAYS = Set.of("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN");

    private record Field(String name, int lowest, int highest, Set<String> names, String allowed) {}

    private static final List<Field> FIELDS = List.of(
            new Field("the second", 0, 59, Set.of(), "0 to 59"),
            new Field("the minute", 0, 59, Set.of(), "0 to 59"),
            new Field("the hour", 0, 23, Set.of(), "0 to 23"),
            new Field("the day of the month", 1, 31, Set.of(), "1 to 31"),
            new Field("the month", 1, 12, MONTHS, "1 to 12 or JAN to DEC"),
            new Field("the day of the week", 0, 7, DAYS, "0 to 7 (0 and 7 are Sunday) or MON to SUN"));

    private CronFields() {}

    /**
     * Names the first value that no field of its kind may have.
     *
     * @param cron of five fields, or six with seconds first
     * @return the refusal; null when each value by itself could stand where it stands
     */
    static @Nullable IllegalArgumentException refusal(String cron) {
        String[] parts = cron.split(" ", -1);
        int first = FIELDS.size() - parts.length;
        if (first < 0 || first > 1) {
            return null;
        }
        for (int number = 0; number < parts.length; number++) {
            Field field = FIELDS.get(first + number);
            for (String range : parts[number].split(",", -1)) {
                // What comes after a slash is a step, not a time.
                for (String value : range.split("/", -1)[0].split("-", -1)) {
                    if (!mayStand(field, value)) {
                        return Allowed.refused(
                                cron,
                                "has %s as %s"
                                        .formatted(value.isEmpty() ? "nothing" : Quoted.shown(value), field.name()),
                                field.allowed());
                    }
                }
            }
        }
        return null;
    }

    private static boolean mayStand(Field field, String value) {
        if (value.equals("*") || value.equals("?") || field.names().contains(value.toUpperCase(Locale.ROOT))) {
            return true;
        }
        if (value.matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(value);
            return number >= field.lowest() && number <= field.highest();
        }
        // Letters and signs such as L, W and # are left to who reads the whole.
        return value.matches(".*[LW#].*");
    }
}
