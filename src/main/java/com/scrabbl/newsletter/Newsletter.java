package com.scrabbl.newsletter;

import java.time.ZoneId;

/**
 * What one subscribes to, as it is declared now.
 *
 * @param id of its row
 */
public record Newsletter(long id, NewsletterSettings settings) {

    /** Its name in commands and addresses. */
    public String slug() {
        return settings.slug();
    }

    /** Of its schedule: the clock on which its dates are read. UTC for a newsletter that runs by hand. */
    public ZoneId zone() {
        return settings.schedule() == null
                ? ZoneId.of("UTC")
                : settings.schedule().zone();
    }

    /** Whether the world may read its past editions. */
    public boolean hasArchive() {
        return settings.policies().archive() == Policies.Archive.PUBLIC;
    }

    /** Its name for readers. */
    public String name() {
        return settings.name();
    }
}
