package com.scrabbl.console.runs;

import com.scrabbl.delivery.Cause;
import com.scrabbl.run.view.Census;
import com.scrabbl.run.view.DeliveryList;
import com.scrabbl.run.view.DeliveryList.Filter;
import com.scrabbl.run.view.Figures;
import com.scrabbl.run.view.RunFacts;
import com.scrabbl.run.view.Standing;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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

    DeliveriesController(RunPages pages, Census census, DeliveryList deliveries) {
        this.pages = pages;
        this.census = census;
        this.deliveries = deliveries;
    }

    @GetMapping("/console/runs/{id:\\d{1,18}}/deliveries")
    String deliveries(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String domain,
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
        List<String> named = others && figures != null
                ? figures.providers().stream().map(Figures.Provider::domain).toList()
                : List.of();
        Filter filter =
                new Filter(standing, domain.isBlank() ? null : domain.strip().toLowerCase(Locale.ROOT), why, named);
        long from = after.matches("\\d{1,18}") ? Long.parseLong(after) : 0;
        DeliveryList.Page rows = deliveries.page(edition, filter, figures, from, PAGE);
        page.addAttribute("run", run);
        page.addAttribute("held", RunWords.isHeld(run));
        page.addAttribute("rows", rows.rows());
        page.addAttribute("standing", standing == null ? "" : standing.name());
        page.addAttribute("what", standing == null ? "" : RunWords.label(standing));
        page.addAttribute("domain", domain);
        page.addAttribute("why", why);
        page.addAttribute("standings", options());
        page.addAttribute("named", named);
        page.addAttribute("filtered", others || standing != null || why != null || !domain.isBlank());
        page.addAttribute("later", from > 0);
        page.addAttribute("first", path(id, filter, null));
        page.addAttribute("older", rows.next() == null ? "" : path(id, filter, rows.next()));
        return "console/deliveries";
    }

    private static List<HistoryController.Option> options() {
        return Arrays.stream(Standing.values())
                .map(one -> new HistoryController.Option(one.name(), RunWords.label(one)))
                .toList();
    }

    private static String path(long run, Filter filter, @Nullable Long after) {
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
        if (filter.domain() != null) {
            path.queryParam("domain", "{domain}");
        }
        if (after != null) {
            path.queryParam("after", after);
        }
        return (filter.domain() == null ? path.encode().build() : path.encode().buildAndExpand(filter.domain()))
                .toUriString();
    }
}
