package com.scrabbl.watch;

import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.NewsletterSchedule;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.watch.Need.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Slots that have come and that nothing has recorded: the schedule does not run. */
@Component
class SlotNeeds {

    static final Duration LATE = Duration.ofMinutes(15);

    private final Newsletters newsletters;

    SlotNeeds(Newsletters newsletters) {
        this.newsletters = newsletters;
    }

    List<Need> of(List<Newsletter> all, Instant now) {
        return all.stream().flatMap(newsletter -> overdue(newsletter, now).stream()).toList();
    }

    private Optional<Need> overdue(Newsletter newsletter, Instant now) {
        NewsletterSchedule schedule = newsletter.settings().schedule();
        if (schedule == null) {
            return Optional.empty();
        }
        return newsletters
                .scheduledFrom(newsletter)
                .flatMap(schedule::nextAfter)
                .filter(slot -> slot.isBefore(now.minus(LATE)))
                .map(slot -> new Need(
                        Kind.OVERDUE,
                        "slot " + newsletter.slug() + "/" + slot,
                        newsletter.id(),
                        newsletter.name() + ", " + When.at(slot, newsletter.zone()),
                        "The slot has come, and nothing has recorded it: no process runs the schedule. See whether `serve`"
                                + " is up; it records what it missed when it starts.",
                        slot,
                        newsletter.zone(),
                        "/console/schedule",
                        "Look at the schedule"));
    }
}
