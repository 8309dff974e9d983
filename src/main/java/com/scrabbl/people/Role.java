package com.scrabbl.people;

import java.util.Locale;

/** What a user of the console may do. */
public enum Role {
    /** Runs, editions, articles, sources and the schedule. */
    OPERATOR,
    /** All that an operator may, and the list, newsletters, users and the audit. */
    ADMIN;

    /** As pages say it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
