package com.scrabbl.console.content;

import com.scrabbl.newsletter.Newsletter;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A newsletter in a list, and at the head of its page.
 *
 * @param next its next slot that is run; null when it runs by hand, or is paused without an end
 * @param latest the slot of its latest edition; null before the first
 */
public record NewsletterLine(
        Newsletter newsletter,
        @Nullable Instant next,
        @Nullable Instant latest) {

    public String slug() {
        return newsletter.slug();
    }

    public String name() {
        return newsletter.name();
    }

    /** The language that its name is in. */
    public String language() {
        return newsletter.settings().language();
    }

    public ZoneId zone() {
        return newsletter.zone();
    }

    /** The cron expression; empty when it runs by hand. */
    public String cron() {
        return newsletter.settings().schedule() == null
                ? ""
                : newsletter.settings().schedule().cron();
    }

    public int sources() {
        return newsletter.settings().sources().size();
    }
}
