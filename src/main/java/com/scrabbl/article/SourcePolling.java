package com.scrabbl.article;

import com.scrabbl.article.fetch.Validators;
import com.scrabbl.article.read.Door;
import com.scrabbl.article.read.Item;
import com.scrabbl.article.read.RawItem;
import com.scrabbl.article.read.RefusedItemException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Looks for new articles. What goes wrong with a source is reported and recorded with it, never thrown. */
@Component
public class SourcePolling {

    private static final Logger log = LoggerFactory.getLogger(SourcePolling.class);

    /** Items stored in one transaction: others wait for it, see {@link ArticleStore#lock()}. */
    private static final int CHUNK = 100;

    private static final int LONGEST_PLACE = 2000;

    private record Admitted(Item item, int position) {}

    private final SourceReading reading;
    private final SourcePolls polls;
    private final ArticleStore store;
    private final TransactionTemplate transactions;
    private final Clock clock;

    SourcePolling(
            SourceReading reading,
            SourcePolls polls,
            ArticleStore store,
            TransactionTemplate transactions,
            Clock clock) {
        this.reading = reading;
        this.polls = polls;
        this.store = store;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Reads a source and stores what it has, unless it failed lately and is left alone for a while. */
    public PollReport poll(Source source) {
        SourcePolls.State state = polls.state(source);
        return poll(source, state, state.validators(), false);
    }

    /** The same because somebody wants it now: only a server that asked for a pause is left alone. */
    public PollReport pollNow(Source source) {
        SourcePolls.State state = polls.state(source);
        return poll(source, state, state.validators(), true);
    }

    /** The same, though the server may say that nothing changed: so what was rejected is tried once more. */
    public PollReport pollAnew(Source source) {
        return poll(source, polls.state(source), Validators.NONE, true);
    }

    /** What the last poll that went well rejected of a source. */
    public List<Rejection> rejections(Source source) {
        return polls.rejections(source);
    }

    private PollReport poll(Source source, SourcePolls.State state, Validators validators, boolean byHand) {
        Instant now = clock.instant();
        // What is fresh is asked again all the same when somebody wants it, such as an edition that is due.
        if (state.failures() > 0 && state.waiting().forbids(now, byHand)) {
            return PollReport.failed(source, leftAlone(state));
        }
        SourceReading.Answer answer;
        try {
            answer = reading.read(source.kind(), place(source, state), source.trusted(), source.confined(), validators);
        } catch (SourceReading.FailedException e) {
            polls.failed(source, e.getMessage(), Waiting.after(state.failures() + 1, e.retryAfter(), now), now);
            return PollReport.failed(source, e.getMessage());
        }
        SourceReading.Result result = answer.result();
        if (result == null) {
            polls.succeededUnchanged(source, answer.fresh(), now);
            return new PollReport(source, 0, 0, state.items(), polls.rejections(source), null);
        }
        PollReport report = take(source, result, !state.polledBefore(), now);
        transactions.executeWithoutResult(
                status -> polls.succeeded(report, result.validators(), movedTo(state, result), answer.fresh(), now));
        return report;
    }

    private static String place(Source source, SourcePolls.State state) {
        return state.movedTo() == null ? source.place() : state.movedTo();
    }

    /** What moved stays moved until it fails there. */
    private static @Nullable String movedTo(SourcePolls.State state, SourceReading.Result result) {
        String further = result.movedTo();
        return further == null || further.length() > LONGEST_PLACE ? state.movedTo() : further;
    }

    private static String leftAlone(SourcePolls.State state) {
        return state.waiting().asked()
                ? "%s Its server asked not to be asked again before %s."
                        .formatted(state.error(), state.waiting().until())
                : "%s After %d failures in a row it is not asked again before %s; “Poll now” on the console, or `articles import`, asks at once."
                        .formatted(
                                state.error(), state.failures(), state.waiting().until());
    }

    /**
     * Takes what lies at another place as if the source had brought it, once. The source's health is not touched, and its
     * first import is still to come if it was.
     */
    PollReport takeInto(Source source, Place place) {
        boolean firstImport = !polls.state(source).polledBefore();
        try {
            SourceReading.Answer answer =
                    reading.read(place.kind(), place.location(), source.trusted(), false, Validators.NONE);
            return take(source, Objects.requireNonNull(answer.result()), firstImport, clock.instant());
        } catch (SourceReading.FailedException e) {
            return PollReport.failed(source, e.getMessage());
        }
    }

    private PollReport take(Source source, SourceReading.Result result, boolean firstImport, Instant now) {
        List<Rejection> rejected = new ArrayList<>(result.refused());
        List<Admitted> admitted = admit(result.items(), rejected, now);
        Set<String> present =
                admitted.stream().map(one -> one.item().externalId()).collect(Collectors.toSet());
        int[] counts = new int[ArticleStore.Change.values().length];
        for (int from = 0; from < admitted.size(); from += CHUNK) {
            List<Admitted> chunk = admitted.subList(from, Math.min(from + CHUNK, admitted.size()));
            List<ArticleStore.Change> changes =
                    transactions.execute(status -> store(source, chunk, firstImport, present, now));
            changes.forEach(change -> counts[change.ordinal()]++);
        }
        return new PollReport(
                source,
                counts[ArticleStore.Change.NEW.ordinal()],
                counts[ArticleStore.Change.CHANGED.ordinal()],
                counts[ArticleStore.Change.UNCHANGED.ordinal()],
                rejected,
                null);
    }

    private static List<Admitted> admit(List<RawItem> items, List<Rejection> rejected, Instant now) {
        List<Admitted> admitted = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (int position = 0; position < items.size(); position++) {
            RawItem raw = items.get(position);
            try {
                Item item = Door.admit(raw, now);
                if (taken.add(item.externalId())) {
                    admitted.add(new Admitted(item, position));
                } else {
                    rejected.add(Rejection.of(raw.name(position), "an item before it has the same guid or address"));
                }
            } catch (RefusedItemException e) {
                rejected.add(Rejection.of(raw.name(position), e.getMessage()));
            } catch (RuntimeException | StackOverflowError e) {
                log.warn("{} could not be cleaned; it is rejected, and the others go on", raw.name(position), e);
                rejected.add(Rejection.of(
                        raw.name(position),
                        "it could not be cleaned (" + e.getClass().getSimpleName() + ")"));
            }
        }
        return admitted;
    }

    private List<ArticleStore.Change> store(
            Source source, List<Admitted> chunk, boolean firstImport, Set<String> present, Instant now) {
        store.lock();
        return chunk.stream()
                .map(admitted -> store.store(source, admitted.item(), admitted.position(), firstImport, present, now))
                .toList();
    }
}
