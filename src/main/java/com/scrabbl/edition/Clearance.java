package com.scrabbl.edition;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether an edition may be addressed.
 *
 * @param blocking what the checks found that must not go out, as sentences; empty when they found nothing, or have not
 *     looked yet
 * @param clearedAt since when it may be addressed; null while it may not
 * @param by who let it pass in spite of the findings; null when it passed
 * @param reason of that person; null when it passed
 */
public record Clearance(
        List<String> blocking,
        @Nullable Instant clearedAt,
        @Nullable String by,
        @Nullable String reason) {

    public Clearance {
        blocking = List.copyOf(blocking);
    }

    /** Whether the checks stopped it, and nobody let it pass. */
    public boolean isBlocked() {
        return clearedAt == null && !blocking.isEmpty();
    }
}
