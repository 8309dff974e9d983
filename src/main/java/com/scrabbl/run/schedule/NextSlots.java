package com.scrabbl.run.schedule;

import com.scrabbl.article.Article;
import com.scrabbl.edition.EditionSelection;
import com.scrabbl.edition.Selection;
import com.scrabbl.edition.SkipReason;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.NewsletterSchedule;
import com.scrabbl.newsletter.Pause;
import com.scrabbl.newsletter.Pauses;
import com.scrabbl.run.audience.Audience;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Looks ahead: the slots to come, and what would be in them by what is stored now. Nothing is polled or changed. */
@Component
public class NextSlots {

    private final EditionSelection selection;
    private final Audience audience;
    private final Pauses pauses;
    private final Clock clock;

    NextSlots(EditionSelection selection, Audience audience, Pauses pauses, Clock clock) {
        this.selection = selection;
        this.audience = audience;
        this.pauses = pauses;
        this.clock = clock;
    }

    /** So many slots of the newsletter, the next one first; none when it has no schedule. */
    public List<NextSlot> of(Newsletter newsletter, int count) {
        NewsletterSchedule schedule = newsletter.settings().schedule();
        if (schedule == null) {
            return List.of();
        }
        Instant before = clock.instant();
        List<Pause> paused = pauses.endingAfter(newsletter, before);
        Forecast forecast = new Forecast(newsletter, audience.isEmpty(newsletter.id()));
        List<NextSlot> slots = new ArrayList<>();
        for (Instant slot : schedule.slotsAfter(before).limit(count).toList()) {
            Optional<Pause> pause =
                    paused.stream().filter(one -> one.covers(slot)).findFirst();
            Selection selected = forecast.of(slot, pause);
            slots.add(new NextSlot(
                    newsletter.slug(),
                    slot,
                    schedule.zone(),
                    selected.articles().stream().map(Article::title).toList(),
                    selected.skipped(),
                    schedule.clockChange(before, slot).orElse(null)));
            before = slot;
        }
        return slots;
    }

    /** What the slots would take, one after the other. */
    private final class Forecast {

        private final Newsletter newsletter;
        private final boolean noReaders;
        private final List<Article> taken = new ArrayList<>();
        /** That of a slot with nothing new: later ones have nothing either, since articles only grow older. */
        private @Nullable Selection nothing;

        Forecast(Newsletter newsletter, boolean noReaders) {
            this.newsletter = newsletter;
            this.noReaders = noReaders;
        }

        Selection of(Instant slot, Optional<Pause> pause) {
            if (pause.isPresent()) {
                return skipped(SkipReason.paused(pause.get().clause(newsletter.zone())));
            }
            if (noReaders) {
                return skipped(SkipReason.noReaders());
            }
            if (nothing != null) {
                return nothing;
            }
            Selection selected = selection.forecast(newsletter, slot, taken);
            taken.addAll(selected.articles());
            if (selected.skipped() != null && selected.skipped().kind() == SkipReason.Kind.NOTHING_NEW) {
                nothing = selected;
            }
            return selected;
        }

        private Selection skipped(SkipReason reason) {
            return new Selection(List.of(), reason, 0);
        }
    }
}
