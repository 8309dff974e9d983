package com.scrabbl.subscriber;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a person besides the address. The values are cleaned on the way in: one line each, blank ones are
 * null.
 *
 * @param name as letters greet the person, at most 200 characters
 * @param language a BCP 47 tag
 * @param timeZone an id that {@link ZoneId} knows
 * @param attributes further values by name (lower case, at most 100 characters), each at most 2,000 characters
 */
public record Profile(
        @Nullable String name,
        @Nullable String language,
        @Nullable String timeZone,
        Map<String, String> attributes) {

    public static final Profile EMPTY = new Profile(null, null, null, Map.of());

    /** In characters. */
    public static final int LONGEST_ATTRIBUTE_NAME = 100;
    /** In characters. */
    public static final int LONGEST_ATTRIBUTE = 2000;

    public Profile {
        name = ReaderValue.clean("name", name, 200);
        language = language(ReaderValue.clean("language", language, 35));
        timeZone = timeZone(ReaderValue.clean("time_zone", timeZone, 50));
        attributes = attributes(attributes);
    }

    private static @Nullable String language(@Nullable String typed) {
        if (typed == null) {
            return null;
        }
        try {
            return new Locale.Builder()
                    .setLanguageTag(typed.replace('_', '-'))
                    .build()
                    .toLanguageTag();
        } catch (IllformedLocaleException e) {
            throw new IllegalArgumentException("language \"%s\" is not a tag such as en or pt-BR".formatted(typed), e);
        }
    }

    private static @Nullable String timeZone(@Nullable String typed) {
        if (typed == null) {
            return null;
        }
        try {
            return ZoneId.of(typed).getId();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("time_zone \"%s\" is not one such as Europe/Berlin".formatted(typed), e);
        }
    }

    private static Map<String, String> attributes(Map<String, String> typed) {
        if (typed.isEmpty()) {
            return Map.of();
        }
        Map<String, String> cleaned = new TreeMap<>();
        typed.forEach((name, content) -> {
            String key = ReaderValue.clean("the name of an attribute", name, LONGEST_ATTRIBUTE_NAME);
            if (key == null) {
                throw new IllegalArgumentException("an attribute has no name");
            }
            String line = ReaderValue.clean(key, content, LONGEST_ATTRIBUTE);
            if (line != null) {
                cleaned.put(key.toLowerCase(Locale.ROOT), line);
            }
        });
        return java.util.Collections.unmodifiableMap(cleaned);
    }
}
