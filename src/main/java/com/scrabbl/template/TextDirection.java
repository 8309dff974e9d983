package com.scrabbl.template;

import java.util.Locale;
import java.util.Set;

/** Whether a language is written from the left or from the right. */
public enum TextDirection {
    LTR("left", "right"),
    RTL("right", "left");

    private static final Set<String> RTL_LANGUAGES =
            Set.of("ar", "arc", "ckb", "dv", "fa", "he", "iw", "ji", "ps", "sd", "ug", "ur", "yi");
    private static final Set<String> RTL_SCRIPTS = Set.of("Arab", "Hebr", "Nkoo", "Syrc", "Thaa");

    private final String start;
    private final String end;

    TextDirection(String start, String end) {
        this.start = start;
        this.end = end;
    }

    public static TextDirection of(Locale language) {
        boolean fromTheRight = language.getScript().isEmpty()
                ? RTL_LANGUAGES.contains(language.getLanguage())
                : RTL_SCRIPTS.contains(language.getScript());
        return fromTheRight ? RTL : LTR;
    }

    /** As HTML says it: {@code ltr} or {@code rtl}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The side on which a line begins. */
    public String start() {
        return start;
    }

    /** The side on which a line ends. */
    public String end() {
        return end;
    }
}
