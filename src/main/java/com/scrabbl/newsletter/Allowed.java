package com.scrabbl.newsletter;

import com.scrabbl.spelling.Nearest;
import com.scrabbl.yaml.Quoted;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the values of a declaration may be. Each method returns the value as it is kept, or throws an
 * {@link IllegalArgumentException} that quotes it and says what is allowed.
 */
final class Allowed {

    private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final int LONGEST_SLUG = 64;
    private static final int LONGEST_LANGUAGE = 35;
    private static final int LONGEST_URL = 2000;

    private Allowed() {}

    /** One line of text, not blank, of at most so many characters, without the space around it. */
    static String line(String text, int longest) {
        String line = withoutSlotMarks(text.strip());
        if (line.isEmpty()) {
            throw refused(text, "is empty", "some text");
        }
        if (line.chars().anyMatch(Quoted::breaksLine)) {
            throw refused(text, "has a line break or a control character", "one line of text");
        }
        if (line.length() > longest) {
            throw refused(text, "has %d characters".formatted(line.length()), "at most " + longest);
        }
        return line;
    }

    /** Lines of text, not blank, of at most so many characters in all; line breaks are {@code \\n}. */
    static String lines(String text, int longest) {
        String lines = text.strip().lines().map(String::strip).collect(Collectors.joining("\n"));
        line(lines.replace('\n', ' '), longest);
        return withoutSlotMarks(lines);
    }

    static String slug(String text) {
        if (text.length() > LONGEST_SLUG || !SLUG.matcher(text).matches()) {
            throw refused(
                    text,
                    "is no slug",
                    "lower case letters, digits and single hyphens between them, at most %d characters"
                            .formatted(LONGEST_SLUG));
        }
        return text;
    }

    /** A language tag (BCP 47) in its canonical form. */
    static String language(String text) {
        try {
            Locale locale = new Locale.Builder().setLanguageTag(text).build();
            if (!locale.getISO3Language().isEmpty() && text.length() <= LONGEST_LANGUAGE) {
                return locale.toLanguageTag();
            }
        } catch (IllformedLocaleException | MissingResourceException e) {
            // Refused below, in words that fit both.
        }
        throw refused(text, "is no language", "a language tag such as en, pt-BR or zh-Hant");
    }

    static ZoneId zone(String text) {
        try {
            if (ZoneId.getAvailableZoneIds().contains(text)) {
                return ZoneId.of(text);
            }
        } catch (DateTimeException e) {
            // Cannot be for an available id; were it so, the refusal below is right.
        }
        throw refused(
                text,
                "is no time zone"
                        + Nearest.to(text, ZoneId.getAvailableZoneIds()).hint(),
                "a region such as Europe/Berlin, or UTC");
    }

    /** An absolute http or https address that names a host and no user. */
    static String url(String text) {
        try {
            URI uri = new URI(text);
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (web && uri.getHost() != null && uri.getRawUserInfo() == null && text.length() <= LONGEST_URL) {
                return text;
            }
        } catch (URISyntaxException e) {
            // Refused below.
        }
        throw refused(text, "is no web address", "http:// or https:// with a host and no user name");
    }

    static boolean yesOrNo(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw refused(text, "is neither true nor false", "true | false");
        };
    }

    static int number(String text, int lowest, int highest) {
        try {
            return number(Integer.parseInt(text), lowest, highest);
        } catch (NumberFormatException e) {
            throw refused(text, "is no whole number", "%d to %d".formatted(lowest, highest));
        }
    }

    static int number(int number, int lowest, int highest) {
        if (number < lowest || number > highest) {
            throw refused(Integer.toString(number), "is out of range", "%d to %d".formatted(lowest, highest));
        }
        return number;
    }

    static Duration duration(String text, Duration shortest, Duration longest) {
        return duration(duration(text), shortest, longest);
    }

    /** The same, and a refusal says what the longest one is. */
    static Duration duration(String text, Duration shortest, Duration longest, String which) {
        return duration(duration(text), shortest, longest, " (%s)".formatted(which));
    }

    static Duration duration(Duration duration, Duration shortest, Duration longest) {
        return duration(duration, shortest, longest, "");
    }

    private static Duration duration(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeException e) {
            throw refused(
                    text, "is no duration", "P7D for seven days, PT20H for twenty hours, PT90M for ninety minutes");
        }
    }

    private static Duration duration(Duration duration, Duration shortest, Duration longest, String which) {
        if (duration.compareTo(shortest) < 0 || duration.compareTo(longest) > 0) {
            throw refused(
                    SettingsFormat.text(duration),
                    "is out of range",
                    SettingsFormat.text(shortest) + " to " + SettingsFormat.text(longest) + which);
        }
        return duration;
    }

    /** The constant whose name in lower case is the text. */
    static <E extends Enum<E>> E oneOf(Class<E> type, String text) {
        List<String> names = List.of(type.getEnumConstants()).stream()
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
        int index = names.indexOf(text);
        if (index < 0) {
            throw refused(text, "is not known", String.join(" | ", names));
        }
        return type.getEnumConstants()[index];
    }

    /** The value of a setting; a refusal begins with its key. */
    static <T> T setting(String key, String text, Function<String, T> reader) {
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException e) {
            // Without a cause: what is told at the start is the message of the innermost exception.
            throw new IllegalArgumentException(key + ": " + e.getMessage());
        }
    }

    static IllegalArgumentException refused(String value, String why, String allowed) {
        return Quoted.refused(value, why, allowed);
    }

    /** Private-use characters mark the slots of a frozen text, so none comes in from outside. */
    private static String withoutSlotMarks(String text) {
        return text.replaceAll("[\\uE000-\\uF8FF]", "\uFFFD");
    }
}
