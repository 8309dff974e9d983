package com.scrabbl.site;

import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The plain ones among cron expressions in words: each day, or the same days each week, at one time. */
@Component
class Rhythm {

    private static final Pattern PLAIN =
            Pattern.compile("(?:0 )?(\\d{1,2}) (\\d{1,2}) [*?] \\* ([*?]|[A-Za-z0-7]+(?:[-,][A-Za-z0-7]+)*)");

    private static final Map<String, Integer> SHORT_NAMES =
            Map.of("SUN", 0, "MON", 1, "TUE", 2, "WED", 3, "THU", 4, "FRI", 5, "SAT", 6);

    private final MessageSource messages;

    Rhythm(MessageSource messages) {
        this.messages = messages;
    }

    /** For example {@code Monday to Friday at 07:00}; empty for anything less plain. */
    Optional<String> of(String cron, Locale locale) {
        Matcher plain = PLAIN.matcher(cron);
        if (!plain.matches()) {
            return Optional.empty();
        }
        String time = "%02d:%02d".formatted(Integer.parseInt(plain.group(2)), Integer.parseInt(plain.group(1)));
        return days(plain.group(3), locale).map(days -> capital(say(locale, "rhythm.at", days, time), locale));
    }

    private Optional<String> days(String field, Locale locale) {
        if (field.equals("*") || field.equals("?")) {
            return Optional.of(say(locale, "rhythm.daily"));
        }
        List<String> days = new ArrayList<>();
        for (String part : field.split(",")) {
            String[] ends = part.split("-");
            Optional<DayOfWeek> first = day(ends[0]);
            Optional<DayOfWeek> last = day(ends[ends.length - 1]);
            if (ends.length > 2 || first.isEmpty() || last.isEmpty()) {
                return Optional.empty();
            }
            days.add(
                    ends.length == 1
                            ? say(locale, "rhythm.on." + first.get().getValue())
                            : say(locale, "rhythm.range", name(first.get(), locale), name(last.get(), locale)));
        }
        int last = days.size() - 1;
        return Optional.of(
                last == 0
                        ? days.get(0)
                        : say(locale, "rhythm.and", String.join(", ", days.subList(0, last)), days.get(last)));
    }

    private static Optional<DayOfWeek> day(String name) {
        Integer number = SHORT_NAMES.get(name.toUpperCase(Locale.ROOT));
        if (number == null && name.matches("[0-7]")) {
            number = Integer.valueOf(name);
        }
        return Optional.ofNullable(number).map(day -> DayOfWeek.of(day == 0 ? DayOfWeek.SUNDAY.getValue() : day));
    }

    private static String name(DayOfWeek day, Locale locale) {
        return day.getDisplayName(TextStyle.FULL_STANDALONE, locale);
    }

    private String say(Locale locale, String key, Object... values) {
        return messages.getMessage(key, values, locale);
    }

    private static String capital(String text, Locale locale) {
        return text.substring(0, 1).toUpperCase(locale) + text.substring(1);
    }
}
