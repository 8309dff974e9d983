package com.scrabbl.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which changes are asked for; null asks for all.
 *
 * @param who the actor's whole name, in capitals or not
 * @param what the command, or its first words: {@code runs} is every command that begins so
 * @param about a part of the target that begins with a word of it, such as a name, a slug or {@code @} and a domain; in
 *     capitals or not
 * @param since the first instant that counts
 * @param until the first instant that counts no longer
 */
public record AuditQuery(
        @Nullable String who,
        @Nullable String what,
        @Nullable String about,
        @Nullable Instant since,
        @Nullable Instant until) {

    /** All changes. */
    public static final AuditQuery ALL = new AuditQuery(null, null, null, null, null);

    public AuditQuery {
        who = orNull(who);
        what = orNull(what);
        about = orNull(about);
    }

    private static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
