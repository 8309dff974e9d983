package com.scrabbl.site;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A language that the pages speak. */
public enum Language {
    ENGLISH(Locale.ENGLISH),
    GERMAN(Locale.GERMAN);

    private final Locale locale;

    Language(Locale locale) {
        this.locale = locale;
    }

    public Locale locale() {
        return locale;
    }

    /** Its tag in addresses and pages: {@code en}, {@code de}. */
    public String tag() {
        return locale.getLanguage();
    }

    /** As it calls itself. */
    public String ownName() {
        return locale.getDisplayLanguage(locale);
    }

    /** The language of a locale; English for one that the pages do not speak. */
    static Language of(Locale locale) {
        return tagged(locale.getLanguage()).orElse(ENGLISH);
    }

    static Optional<Language> tagged(String tag) {
        return Arrays.stream(values())
                .filter(language -> language.tag().equals(tag))
                .findFirst();
    }

    /** The first one that a header {@code Accept-Language} asks for; what cannot be read asks for none. */
    static Optional<Language> accepted(String header) {
        try {
            return Locale.LanguageRange.parse(header).stream()
                    .filter(range -> range.getWeight() > 0)
                    .flatMap(range -> best(range).stream())
                    .findFirst();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Language> best(Locale.LanguageRange range) {
        return tagged(range.getRange().split("-", 2)[0]);
    }

    static List<Language> all() {
        return List.of(values());
    }
}
