package com.scrabbl.console.runs;

import com.scrabbl.console.FirstSeen;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.run.RunState;
import com.scrabbl.run.view.Census;
import com.scrabbl.run.view.Figures;
import com.scrabbl.run.view.History;
import com.scrabbl.run.view.RunFacts;
import com.scrabbl.run.view.Standing;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** The history of all runs. */
@Controller
class HistoryController implements FirstSeen {

    private static final int PAGE = 50;
    private static final int FIRST = 3;
    private static final String KEY = "\\d{1,12}-\\d{1,18}";

    /** Seconds that every database can store as an instant. */
    private static final long LATEST = History.Key.NEWEST.slot().getEpochSecond();

    private final History history;
    private final Census census;
    private final Newsletters newsletters;

    HistoryController(History history, Census census, Newsletters newsletters) {
        this.history = history;
        this.census = census;
        this.newsletters = newsletters;
    }

    /** A choice of a filter. */
    public record Option(String value, String label) {}

    @GetMapping("/console/runs")
    String history(
            @RequestParam(defaultValue = "") String newsletter,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String before,
            Model page) {
        RunState wanted = Arrays.stream(RunState.values())
                .filter(one -> one.name().equals(state))
                .findFirst()
                .orElse(null);
        String slug = newsletter.isBlank() ? null : newsletter;
        List<RunFacts> found = history.before(key(before), slug, wanted, PAGE + 1);
        return show(found, census.figures(shown(found)), slug, wanted, before, page);
    }

    /** The latest runs, with the figures that cost little. */
    @Override
    public String firstSeen(Model page) {
        List<RunFacts> latest = history.before(History.Key.NEWEST, null, null, FIRST);
        List<RunFacts> small = latest.stream().filter(RunFacts::isSmall).toList();
        return show(latest, census.figures(small), null, null, "", page);
    }

    private static List<RunFacts> shown(List<RunFacts> found) {
        return found.subList(0, Math.min(PAGE, found.size()));
    }

    private String show(
            List<RunFacts> found,
            Map<Long, Figures> figures,
            @Nullable String slug,
            @Nullable RunState wanted,
            String before,
            Model page) {
        List<RunFacts> shown = shown(found);
        page.addAttribute("runs", shown);
        page.addAttribute(
                "reasons", shown.stream().collect(Collectors.toMap(run -> String.valueOf(run.id()), RunWords::reason)));
        page.addAttribute(
                "figures",
                figures.entrySet().stream()
                        .collect(Collectors.toMap(entry -> String.valueOf(entry.getKey()), Map.Entry::getValue)));
        page.addAttribute(
                "counting",
                shown.stream().anyMatch(run -> run.edition() != null && !figures.containsKey(run.edition())));
        page.addAttribute("self", path(slug, wanted, before.isBlank() ? null : before));
        page.addAttribute(
                "standings",
                Arrays.stream(Standing.values()).collect(Collectors.toMap(Standing::name, standing -> standing)));
        page.addAttribute("newsletter", slug == null ? "" : slug);
        page.addAttribute("state", wanted == null ? "" : wanted.name());
        page.addAttribute("filtered", slug != null || wanted != null);
        page.addAttribute("later", !before.isBlank());
        page.addAttribute("states", states());
        page.addAttribute("newsletters", options());
        page.addAttribute("older", found.size() > PAGE ? older(shown.get(PAGE - 1), slug, wanted) : "");
        return "console/runs";
    }

    private List<Option> options() {
        return newsletters.all().stream()
                .sorted(Comparator.comparing(Newsletter::name))
                .map(one -> new Option(one.slug(), one.name()))
                .toList();
    }

    private static List<Option> states() {
        return Arrays.stream(RunState.values())
                .map(one -> new Option(
                        one.name(),
                        one.name().charAt(0) + one.name().substring(1).toLowerCase(Locale.ENGLISH)))
                .toList();
    }

    private static String older(RunFacts last, @Nullable String newsletter, @Nullable RunState state) {
        return path(newsletter, state, last.slot().getEpochSecond() + "-" + last.id());
    }

    private static String path(@Nullable String newsletter, @Nullable RunState state, @Nullable String before) {
        UriComponentsBuilder path = UriComponentsBuilder.fromPath("/console/runs");
        if (newsletter != null) {
            path.queryParam("newsletter", "{newsletter}");
        }
        if (state != null) {
            path.queryParam("state", state.name());
        }
        if (before != null && before.matches(KEY)) {
            path.queryParam("before", before);
        }
        return (newsletter == null ? path.encode().build() : path.encode().buildAndExpand(newsletter)).toUriString();
    }

    /** One that cannot be read shows the newest. */
    private static History.Key key(String before) {
        if (!before.matches(KEY)) {
            return History.Key.NEWEST;
        }
        int dash = before.indexOf('-');
        return new History.Key(
                Instant.ofEpochSecond(Math.min(Long.parseLong(before.substring(0, dash)), LATEST)),
                Long.parseLong(before.substring(dash + 1)));
    }
}
