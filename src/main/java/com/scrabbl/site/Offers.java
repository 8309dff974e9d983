package com.scrabbl.site;

import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.NewsletterSchedule;
import com.scrabbl.newsletter.NewsletterSettings;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.newsletter.Pauses;
import com.scrabbl.spelling.CanonicalName;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** The newsletters as pages present them. */
@Component
class Offers {

    private final Newsletters newsletters;
    private final Pauses pauses;
    private final Rhythm rhythm;
    private final Dates dates;
    private final Clock clock;

    Offers(Newsletters newsletters, Pauses pauses, Rhythm rhythm, Dates dates, Clock clock) {
        this.newsletters = newsletters;
        this.pauses = pauses;
        this.rhythm = rhythm;
        this.dates = dates;
        this.clock = clock;
    }

    /** All of them, by slug. */
    List<Offer> all(Locale locale) {
        return newsletters.all().stream()
                .map(newsletter -> of(newsletter, locale))
                .toList();
    }

    Offer of(Newsletter newsletter, Locale locale) {
        NewsletterSettings settings = newsletter.settings();
        NewsletterSchedule schedule = settings.schedule();
        return new Offer(
                newsletter.slug(),
                newsletter.name(),
                settings.description(),
                settings.language(),
                schedule == null ? null : rhythm.of(schedule.cron(), locale).orElse(null),
                schedule == null
                        ? null
                        : pauses.nextSlot(newsletter, clock.instant())
                                .map(slot -> dates.dayAndTime(slot, schedule.zone(), locale))
                                .orElse(null),
                settings.topics().stream()
                        .map(topic -> new Offer.Topic(newsletter.slug() + ":" + CanonicalName.of(topic), topic))
                        .toList());
    }
}
