package com.scrabbl.console.runs;

import com.scrabbl.console.Say;
import com.scrabbl.delivery.Lanes;
import com.scrabbl.delivery.LedgerRow;
import com.scrabbl.mail.Relays;
import com.scrabbl.run.SkippedChecks;
import com.scrabbl.run.view.Census;
import com.scrabbl.run.view.DeliveryList;
import com.scrabbl.run.view.Figures;
import com.scrabbl.run.view.History;
import com.scrabbl.run.view.RunFacts;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.server.ResponseStatusException;

/** Gathers what pages of one run show. */
@Component
class RunPages {

    private final History history;
    private final Census census;
    private final DeliveryList deliveries;
    private final SkippedChecks skipped;
    private final Relays relays;
    private final Lanes lanes;
    private final Clock clock;

    RunPages(
            History history,
            Census census,
            DeliveryList deliveries,
            SkippedChecks skipped,
            Relays relays,
            Lanes lanes,
            Clock clock) {
        this.history = history;
        this.census = census;
        this.deliveries = deliveries;
        this.skipped = skipped;
        this.relays = relays;
        this.lanes = lanes;
        this.clock = clock;
    }

    /** The run of that number; without one the answer is 404. */
    RunFacts run(long id) {
        return history.find(id)
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "There is no run %d. The history has all there are.".formatted(id)));
    }

    /** The run with its figures, {@code view} in the template. */
    RunPage page(long id, Model page) {
        RunFacts run = run(id);
        return page(run, census.figures(run), page);
    }

    /** The latest run, with its figures if they cost little; empty when there is none. */
    Optional<RunPage> latest(Model page) {
        return history.before(History.Key.NEWEST, null, null, 1).stream()
                .findFirst()
                .map(run -> page(run, run.isSmall() ? census.figures(run) : Optional.empty(), page));
    }

    private RunPage page(RunFacts run, Optional<Figures> figures, Model page) {
        RunPage view = new RunPage(
                run,
                figures.orElse(null),
                run.edition() == null ? 0 : census.counted(run.edition()),
                figures.map(counted -> examples(run, counted)).orElse(Map.of()),
                clock.instant(),
                (Say) Objects.requireNonNull(page.getAttribute("say")));
        page.addAttribute("view", view);
        page.addAttribute("skipped", skipped.of(run.id()));
        page.addAttribute(
                "relay",
                relays.all().stream().map(relay -> relay.transport().name()).collect(Collectors.joining(", ")));
        page.addAttribute("connections", lanes.connections());
        page.addAttribute("mostInFlight", lanes.mostInFlight());
        return view;
    }

    private Map<Long, LedgerRow> examples(RunFacts run, Figures figures) {
        List<Long> subscriptions =
                figures.causes().stream().map(Figures.Refused::example).toList();
        return deliveries.of(Objects.requireNonNull(run.edition()), subscriptions).stream()
                .collect(Collectors.toMap(LedgerRow::subscription, Function.identity()));
    }
}
