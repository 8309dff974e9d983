package com.scrabbl.run.schedule;

import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.NewsletterSchedule.Missed;
import com.scrabbl.newsletter.SettingsFormat;
import com.scrabbl.run.SlotOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What becomes of the slots that have come since one looked last, as the newsletter's {@code missed} wants it. */
final class MissedSlots {

    private static final String NOT_RUNNING = "missed: the service was not running when it was due";

    private final Newsletter newsletter;
    private final Missed wanted;
    private final Instant now;
    /** Slots before this one were missed. */
    private final Instant onTimeFrom;

    private final long missed;
    private final @Nullable Instant mergedInto;

    /**
     * @param slots all that have come, the earliest first
     * @param grace so much later than its time a slot may be recorded and is not missed
     */
    MissedSlots(Newsletter newsletter, Missed wanted, List<Instant> slots, Instant now, Duration grace) {
        this.newsletter = newsletter;
        this.wanted = wanted;
        this.now = now;
        onTimeFrom = now.minus(grace);
        missed = slots.stream().filter(onTimeFrom::isAfter).count();
        mergedInto = slots.isEmpty() ? null : slots.get((int) Math.min(missed, slots.size() - 1));
    }

    SlotOutcome of(Instant slot) {
        if (!slot.isBefore(onTimeFrom)) {
            return wanted == Missed.MERGE && missed > 0 && slot.equals(mergedInto)
                    ? SlotOutcome.run("on time; %s merged into it".formatted(missedSlots()))
                    : SlotOutcome.due();
        }
        if (wanted == Missed.DROP) {
            return SlotOutcome.missed(NOT_RUNNING + ", and missed slots are dropped");
        }
        if (wanted == Missed.MERGE && !slot.equals(mergedInto)) {
            return SlotOutcome.missed("%s; merged into %s/%s".formatted(NOT_RUNNING, newsletter.slug(), mergedInto));
        }
        Duration shelfLife = newsletter.settings().policies().shelfLife();
        if (!slot.plus(shelfLife).isAfter(now)) {
            return SlotOutcome.missed(
                    "%s, and its shelf life (%s) was over before it could be run: its articles wait for the next edition"
                            .formatted(NOT_RUNNING, SettingsFormat.text(shelfLife)));
        }
        return SlotOutcome.run(
                wanted == Missed.MERGE && missed > 1
                        ? "%s; run late, with %s merged into it"
                                .formatted(NOT_RUNNING, count(missed - 1, "earlier slot"))
                        : NOT_RUNNING + "; run late");
    }

    private String missedSlots() {
        return count(missed, "missed slot") + (missed == 1 ? " is" : " are");
    }

    private static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
