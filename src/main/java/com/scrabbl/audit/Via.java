package com.scrabbl.audit;

import java.util.Locale;

/** Where a change was made. */
public enum Via {
    COMMAND,
    CONSOLE,
    /** A page for readers. */
    SITE,
    /** Scrabbl by itself, as a run went on. */
    SYSTEM;

    /** As it is stored and shown. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Via of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
