package com.scrabbl.run;

import com.scrabbl.delivery.DeliveryState;
import com.scrabbl.delivery.LedgerReport;
import com.scrabbl.edition.Edition;
import com.scrabbl.edition.Editions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Sums runs up from the rows of the ledger. */
@Component
public class Summaries {

    private final Runs runs;
    private final Editions editions;
    private final LedgerReport ledger;

    Summaries(Runs runs, Editions editions, LedgerReport ledger) {
        this.runs = runs;
        this.editions = editions;
        this.ledger = ledger;
    }

    /** The history, the latest slot first. */
    public List<Summary> latest(int limit) {
        return runs.latest(limit).stream().map(this::of).toList();
    }

    /**
     * What became of one run so far.
     *
     * @param id its number, or {@code NEWSLETTER/SLOT}
     * @throws UnknownRunException when there is none
     */
    public Summary get(String id) {
        return of(runs.get(id));
    }

    /** The run as it stands now. */
    public Summary current(Run run) {
        return of(runs.byId(run.id()).orElseThrow());
    }

    /** What had become of the run when it was read. */
    public Summary of(Run run) {
        return Optional.ofNullable(run.edition())
                .flatMap(editions::find)
                .map(edition -> withEdition(run, edition))
                .orElseGet(() -> withoutEdition(run));
    }

    private static Summary withoutEdition(Run run) {
        return new Summary(
                run.id(),
                run.name(),
                run.newsletter(),
                run.slot(),
                run.round(),
                run.state(),
                run.reason(),
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                true,
                run.busy());
    }

    private Summary withEdition(Run run, Edition edition) {
        Map<DeliveryState, Long> counts = ledger.counts(edition.id());
        long rows = counts.values().stream().mapToLong(Long::longValue).sum();
        Long audience = edition.audience();
        boolean balanced = (audience == null || audience == rows)
                && ledger.acceptedWithoutReply(edition.id()) == 0
                && ledger.orphans(edition.id()) == 0;
        return new Summary(
                run.id(),
                run.name(),
                run.newsletter(),
                run.slot(),
                run.round(),
                run.state(),
                run.reason(),
                edition.articles(),
                audience == null ? rows : audience,
                count(counts, DeliveryState.PLANNED),
                count(counts, DeliveryState.SENDING),
                counts.keySet().stream()
                        .filter(DeliveryState::accepted)
                        .mapToLong(state -> count(counts, state))
                        .sum(),
                count(counts, DeliveryState.DEFERRED),
                count(counts, DeliveryState.REJECTED),
                count(counts, DeliveryState.UNKNOWN),
                count(counts, DeliveryState.EXPIRED),
                count(counts, DeliveryState.SKIPPED),
                count(counts, DeliveryState.CANCELLED),
                balanced,
                run.busy());
    }

    private static long count(Map<DeliveryState, Long> counts, DeliveryState state) {
        return counts.getOrDefault(state, 0L);
    }
}
