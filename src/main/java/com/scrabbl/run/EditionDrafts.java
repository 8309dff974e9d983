package com.scrabbl.run;

import com.scrabbl.article.PollReport;
import com.scrabbl.article.Source;
import com.scrabbl.article.SourcePolling;
import com.scrabbl.delivery.Lanes.StopSignal;
import com.scrabbl.edition.Digests;
import com.scrabbl.edition.Edition;
import com.scrabbl.edition.EditionDraft;
import com.scrabbl.edition.EditionSelection;
import com.scrabbl.edition.Editions;
import com.scrabbl.edition.Selection;
import com.scrabbl.edition.SkipReason;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.Newsletters;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Makes what an edition would be now, in memory: polls the sources, selects, renders; and freezes it. Sending, rehearsals,
 * previews and test mails all begin here.
 */
@Component
class EditionDrafts {

    private static final Logger log = LoggerFactory.getLogger(EditionDrafts.class);

    private final Newsletters newsletters;
    private final SourcePolling polling;
    private final EditionSelection selection;
    private final Digests digests;
    private final Editions editions;
    private final Audience audience;

    EditionDrafts(
            Newsletters newsletters,
            SourcePolling polling,
            EditionSelection selection,
            Digests digests,
            Editions editions,
            Audience audience) {
        this.newsletters = newsletters;
        this.polling = polling;
        this.selection = selection;
        this.digests = digests;
        this.editions = editions;
        this.audience = audience;
    }

    /** A draft, or the reason why there is none. */
    record Result(@Nullable EditionDraft draft, @Nullable SkipReason skipped) {}

    /**
     * The edition of this slot, if anybody subscribes.
     *
     * @throws SourcesFailedException when every source failed
     * @throws com.scrabbl.template.TemplateProblemException when template or subject cannot be rendered
     */
    Result draft(Newsletter newsletter, Instant slot) {
        if (audience.isEmpty(newsletter.id())) {
            return new Result(null, SkipReason.noReaders());
        }
        return draftForAnybody(newsletter, slot);
    }

    /** The same, whether anybody subscribes or not. */
    Result draftForAnybody(Newsletter newsletter, Instant slot) {
        poll(newsletter);
        Selection selected = selection.select(newsletter, slot);
        return selected.skipped() == null
                ? new Result(digests.draft(newsletter, slot, selected), null)
                : new Result(null, selected.skipped());
    }

    /**
     * Records the draft with the text of every kind of reader that there is: all of it, or nothing.
     *
     * @return empty when it was stopped before all was rendered
     * @throws com.scrabbl.template.TemplateProblemException when a text cannot be rendered
     */
    Optional<Edition> freeze(EditionDraft draft, StopSignal stop) {
        return editions.freeze(
                draft, digest -> audience.renderCohorts(draft.newsletter().id(), digest, stop));
    }

    private void poll(Newsletter newsletter) {
        List<Source> sources = newsletters.sourcesOf(newsletter);
        List<PollReport> failed = sources.stream()
                .map(polling::poll)
                .filter(PollReport::hasFailed)
                .toList();
        failed.forEach(report -> log.warn("Source {}: {}", report.source().name(), report.failure()));
        if (!sources.isEmpty() && failed.size() == sources.size()) {
            throw new SourcesFailedException(failed);
        }
    }
}
