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
import com.scrabbl.run.audience.Audience;
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
public class EditionDrafts {

    private static final Logger log = LoggerFactory.getLogger(EditionDrafts.class);

    private final Newsletters newsletters;
    private final SourcePolling polling;
    private final EditionSelection selection;
    private final Digests digests;
    private final Editions editions;
    private final Audience audience;
    private final Runs runs;

    EditionDrafts(
            Newsletters newsletters,
            SourcePolling polling,
            EditionSelection selection,
            Digests digests,
            Editions editions,
            Audience audience,
            Runs runs) {
        this.newsletters = newsletters;
        this.polling = polling;
        this.selection = selection;
        this.digests = digests;
        this.editions = editions;
        this.audience = audience;
        this.runs = runs;
    }

    /**
     * A draft, or the reason why there is none.
     *
     * @param draft null when there is none
     * @param skipped null when there is one
     */
    public record Result(
            @Nullable EditionDraft draft, @Nullable SkipReason skipped) {}

    /**
     * The edition of a run, if anybody subscribes. While a later slot waits to be begun, this one takes only what was
     * published up to it: after a pause of the service each slot has its own news.
     *
     * @throws SourcesFailedException when every source failed
     * @throws com.scrabbl.template.TemplateProblemException when template or subject cannot be rendered
     */
    Result draft(Newsletter newsletter, Run run) {
        if (audience.isEmpty(newsletter.id())) {
            return new Result(null, SkipReason.noReaders());
        }
        poll(newsletter);
        return drafted(
                newsletter,
                run.slot(),
                runs.laterWaits(run)
                        ? selection.selectPublishedBy(newsletter, run.slot())
                        : selection.select(newsletter, run.slot()));
    }

    /** What an edition of this slot would be, if anybody subscribes. */
    public Result draft(Newsletter newsletter, Instant slot) {
        return audience.isEmpty(newsletter.id())
                ? new Result(null, SkipReason.noReaders())
                : draftForAnybody(newsletter, slot);
    }

    /** The same, whether anybody subscribes or not. */
    public Result draftForAnybody(Newsletter newsletter, Instant slot) {
        poll(newsletter);
        return drafted(newsletter, slot, selection.select(newsletter, slot));
    }

    private Result drafted(Newsletter newsletter, Instant slot, Selection selected) {
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
