package com.scrabbl.site;

import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.NewsletterSchedule;
import com.scrabbl.newsletter.Newsletters;
import java.time.Clock;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The front page: who publishes, and the newsletters. */
@Controller
class FrontController {

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
            @Nullable Moment next) {}

    private final Newsletters newsletters;
    private final Rhythm rhythm;
    private final Dates dates;
    private final Clock clock;

    FrontController(Newsletters newsletters, Rhythm rhythm, Dates dates, Clock clock) {
        this.newsletters = newsletters;
        this.rhythm = rhythm;
        this.dates = dates;
        this.clock = clock;
    }

    @GetMapping("/")
    String front(Locale locale, Model model) {
        model.addAttribute(
                "newsletters",
                newsletters.all().stream()
                        .map(newsletter -> shown(newsletter, locale))
                        .toList());
        return "site/front";
    }

    private Shown shown(Newsletter newsletter, Locale locale) {
        NewsletterSchedule schedule = newsletter.settings().schedule();
        return new Shown(
                newsletter.name(),
                newsletter.settings().description(),
                newsletter.settings().language(),
                schedule == null ? null : rhythm.of(schedule.cron(), locale).orElse(null),
                schedule == null
                        ? null
                        : schedule.nextAfter(clock.instant())
                                .map(slot -> dates.dayAndTime(slot, schedule.zone(), locale))
                                .orElse(null));
    }
}
