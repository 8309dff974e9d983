package com.scrabbl.console.runs;

import com.scrabbl.delivery.Cause;
import com.scrabbl.delivery.ProviderTable;
import com.scrabbl.run.view.Census;
import com.scrabbl.run.view.DeliveryList;
import com.scrabbl.run.view.DeliveryList.Filter;
import com.scrabbl.run.view.Figures;
import com.scrabbl.run.view.RunFacts;
import com.scrabbl.run.view.Standing;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.UriComponentsBuilder;

/** The deliveries of a run's edition: the rows behind each number. */
@Controller
class DeliveriesController {

    private static final int PAGE = 50;

    private final RunPages pages;
    private final Census census;
    private final DeliveryList deliveries;
    private final ProviderTable providers;

    DeliveriesController(RunPages pages, Census census, DeliveryList deliveries, ProviderTable providers) {
        this.pages = pages;
        this.census = census;
        this.deliveries = deliveries;
        this.providers = providers;
    }

    @GetMapping("/console/runs/{id:\\d{1,18}}/deliveries")
    String deliveries(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String domain,
            @RequestParam(defaultValue = "") String provider,
            @RequestParam(defaultValue = "") String cause,
            @RequestParam(defaultValue = "false") boolean others,
            @RequestParam(defaultValue = "") String after,
            Model page) {
        RunFacts run = pages.run(id);
        Long edition = run.edition();
        if (edition == null) {
            throw new ResponseStatusException(
                    HttpStatus.NOT_FOUND, "Run %d has no edition, so nobody was mailed.".formatted(id));
        }
        Standing standing = Arrays.stream(Standing.values())
                .filter(one -> one.name().equals(state))
                .findFirst()
                .orElse(null);
        Cause why = Cause.named(cause).orElse(null);
        Figures figures = census.figures(run).orElse(null);
        String typed = domain.strip().toLowerCase(Locale.ROOT);
        String chosen = typed.isEmpty() ? provider : "";
        List<String> domains = typed.isEmpty() ? domains(chosen, figures) : List.of(typed);
        List<Figures.Provider> named = others && figures != null ? figures.providers() : List.of();
        Filter filter =
                new Filter(standing, domains, why, names(named.stream().flatMap(one -> one.domains().stream())));
        long from = after.matches("\\d{1,18}") ? Long.parseLong(after) : 0;
        DeliveryList.Page rows = deliveries.page(edition, filter, figures, from, PAGE);
        page.addAttribute("run", run);
        page.addAttribute("held", RunWords.isHeld(run));
        page.addAttribute("rows", rows.rows());
        page.addAttribute("standing", standing == null ? "" : standing.name());
        page.addAttribute("what", standing == null ? "" : RunWords.label(standing));
        page.addAttribute("domain", domain);
        page.addAttribute("provider", chosen);
        page.addAttribute("domains", domains);
        page.addAttribute("why", why);
        page.addAttribute("standings", options());
        page.addAttribute("named", named.stream().map(Figures.Provider::name).toList());
        page.addAttribute("filtered", others || standing != null || why != null || !domains.isEmpty());
        page.addAttribute("later", from > 0);
        page.addAttribute("first", path(id, filter, typed, chosen, null));
        page.addAttribute("older", rows.next() == null ? "" : path(id, filter, typed, chosen, rows.next()));
        return "console/deliveries";
    }

    /** The receiving domains of a provider: those that have readers of the edition, or all if they are not known. */
    private List<String> domains(String provider, @Nullable Figures figures) {
        if (provider.isEmpty()) {
            return List.of();
        }
        return Optional.ofNullable(figures)
                .flatMap(known -> known.provider(provider))
                .map(one -> names(one.domains().stream()))
                .orElseGet(() -> providers.domainsOf(provider));
    }

    private static List<String> names(Stream<Figures.Domain> domains) {
        return domains.map(Figures.Domain::name).toList();
    }

    private static List<HistoryController.Option> options() {
        return Arrays.stream(Standing.values())
                .map(one -> new HistoryController.Option(one.name(), RunWords.label(one)))
                .toList();
    }

    private static String path(long run, Filter filter, String domain, String provider, @Nullable Long after) {
        UriComponentsBuilder path = UriComponentsBuilder.fromPath("/console/runs/" + run + "/deliveries");
        if (filter.standing() != null) {
            path.queryParam("state", filter.standing().name());
        }
        if (filter.cause() != null) {
            path.queryParam("cause", filter.cause().key());
        }
        if (!filter.exceptDomains().isEmpty()) {
            path.queryParam("others", true);
        }
        path.queryParamIfPresent("domain", Optional.of("{domain}").filter(any -> !domain.isEmpty()));
        path.queryParamIfPresent("provider", Optional.of("{provider}").filter(any -> !provider.isEmpty()));
        if (after != null) {
            path.queryParam("after", after);
        }
        return path.encode()
                .buildAndExpand(Map.of("domain", domain, "provider", provider))
                .toUriString();
    }
}
