package com.scrabbl.newsletter;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A time in which a newsletter's slots are not run.
 *
 * @param begins inclusive
 * @param ends exclusive; null while nobody has said when
 * @param articles what becomes of those that are published meanwhile
 */
public record Pause(Instant begins, @Nullable Instant ends, Articles articles) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm", Locale.ENGLISH);

    /** What becomes of articles that are published during the pause. */
    public enum Articles {
        /** They are candidates of the first edition after it. */
        CARRY,
        /** They are in no edition. */
        DROP
    }

    public Pause {
        if (ends != null && ends.isBefore(begins)) {
            throw new IllegalArgumentException("A pause that begins at %s can't end at %s".formatted(begins, ends));
        }
    }

    /** Whether the instant lies in it. */
    public boolean covers(Instant instant) {
        return !instant.isBefore(begins) && (ends == null || instant.isBefore(ends));
    }

    /** Since when and until when, as a clause with the zone's clock. */
    public String clause(ZoneId zone) {
        String since = "paused since %s".formatted(TIME.format(begins.atZone(zone)));
        return ends == null
                ? since + ", until somebody resumes it"
                : since + ", until %s (%s)".formatted(TIME.format(ends.atZone(zone)), zone);
    }
}
