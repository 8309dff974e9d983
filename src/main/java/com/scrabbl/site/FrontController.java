package com.scrabbl.site;

import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.NewsletterSchedule;
import com.scrabbl.newsletter.Newsletters;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The front page: who publishes, and the newsletters. */
@Controller
class FrontController {

    private static final DateTimeFormatter DAY_AND_TIME =
            DateTimeFormatter.ofPattern("EEEE d MMMM, HH:mm", Locale.ENGLISH);

    /**
     * A newsletter as the page shows it.
     *
     * @param rhythm when it comes, if that can be said in words
     * @param next its next slot; null when none is due
     */
    public record Shown(
            String name,
            @Nullable String description,
            String language,
            @Nullable String rhythm,
            @Nullable Slot next) {}

    /** An instant for browsers and for people, who read it on the newsletter's clock. */
    public record Slot(String utc, String words) {

        static Slot of(Instant instant, ZoneId zone) {
            return new Slot(instant.toString(), DAY_AND_TIME.format(instant.atZone(zone)));
        }
    }

    private final Newsletters newsletters;
    private final Clock clock;

    FrontController(Newsletters newsletters, Clock clock) {
        this.newsletters = newsletters;
        this.clock = clock;
    }

    @GetMapping("/")
    String front(Model model) {
        model.addAttribute(
                "newsletters", newsletters.all().stream().map(this::shown).toList());
        return "site/front";
    }

    private Shown shown(Newsletter newsletter) {
        NewsletterSchedule schedule = newsletter.settings().schedule();
        return new Shown(
                newsletter.name(),
                newsletter.settings().description(),
                newsletter.settings().language(),
                schedule == null ? null : Rhythm.of(schedule.cron()).orElse(null),
                schedule == null
                        ? null
                        : schedule.nextAfter(clock.instant())
                                .map(slot -> Slot.of(slot, schedule.zone()))
                                .orElse(null));
    }
}
