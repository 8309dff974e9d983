package com.scrabbl.console.content;

import com.scrabbl.edition.Edition;
import com.scrabbl.edition.Editions;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.newsletter.Pauses;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/** Newsletters with what comes next and what came last. */
@Component
class NewsletterLines {

    static final int ON_A_PAGE = 50;

    private final Newsletters newsletters;
    private final Pauses pauses;
    private final Editions editions;
    private final Clock clock;

    NewsletterLines(Newsletters newsletters, Pauses pauses, Editions editions, Clock clock) {
        this.newsletters = newsletters;
        this.pauses = pauses;
        this.editions = editions;
        this.clock = clock;
    }

    /** Those after a slug, by slug. */
    List<NewsletterLine> after(String slug, int limit) {
        return newsletters.all().stream()
                .filter(newsletter -> newsletter.slug().compareTo(slug) > 0)
                .limit(limit)
                .map(this::of)
                .toList();
    }

    NewsletterLine of(Newsletter newsletter) {
        return new NewsletterLine(
                newsletter,
                pauses.nextSlot(newsletter, clock.instant()).orElse(null),
                editions.latest(newsletter.id()).map(Edition::slot).orElse(null));
    }
}
