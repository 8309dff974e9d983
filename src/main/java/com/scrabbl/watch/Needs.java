package com.scrabbl.watch;

import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.Newsletters;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** All that waits for a person now. Asking costs a few statements by indexes, however large the ledger is. */
@Component
public class Needs {

    private final Newsletters newsletters;
    private final RunNeeds runs;
    private final UnknownNeeds unknown;
    private final SourceNeeds sources;
    private final SlotNeeds slots;
    private final ProviderNeeds providers;
    private final DiskNeeds disk;
    private final DataNeeds data;
    private final Clock clock;

    Needs(
            Newsletters newsletters,
            RunNeeds runs,
            UnknownNeeds unknown,
            SourceNeeds sources,
            SlotNeeds slots,
            ProviderNeeds providers,
            DiskNeeds disk,
            DataNeeds data,
            Clock clock) {
        this.newsletters = newsletters;
        this.runs = runs;
        this.unknown = unknown;
        this.sources = sources;
        this.slots = slots;
        this.providers = providers;
        this.disk = disk;
        this.data = data;
        this.clock = clock;
    }

    /** The most urgent kind first, in it what has waited longest. */
    public List<Need> now() {
        Instant now = clock.instant();
        List<Newsletter> all = newsletters.all();
        Map<Long, Newsletter> byId = all.stream().collect(Collectors.toMap(Newsletter::id, Function.identity()));
        return Stream.of(
                        runs.of(byId, now),
                        slots.of(all),
                        unknown.of(byId),
                        sources.of(all),
                        providers.now(),
                        disk.now(),
                        data.now())
                .flatMap(List::stream)
                .sorted(Comparator.comparing(Need::kind)
                        .thenComparing(Need::since)
                        .thenComparing(Need::subject))
                .toList();
    }
}
