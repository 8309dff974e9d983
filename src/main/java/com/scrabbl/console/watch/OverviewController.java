package com.scrabbl.console.watch;

import com.scrabbl.console.Say;
import com.scrabbl.console.runs.RunPage;
import com.scrabbl.console.runs.RunWords;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.run.RunState;
import com.scrabbl.run.schedule.NextSlot;
import com.scrabbl.run.schedule.NextSlots;
import com.scrabbl.run.view.Census;
import com.scrabbl.run.view.Figures;
import com.scrabbl.run.view.History;
import com.scrabbl.run.view.RunFacts;
import com.scrabbl.run.view.Standing;
import com.scrabbl.watch.Needs;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** The first page: what needs you, what runs, what comes next, what ran. */
@Controller
class OverviewController {

    private static final int MOST_RUNNING = 10;
    private static final int MOST_NEXT = 6;
    private static final int MOST_RAN = 8;

    private final Needs needs;
    private final History history;
    private final Census census;
    private final NextSlots slots;
    private final Newsletters newsletters;
    private final Clock clock;

    OverviewController(
            Needs needs, History history, Census census, NextSlots slots, Newsletters newsletters, Clock clock) {
        this.needs = needs;
        this.history = history;
        this.census = census;
        this.slots = slots;
        this.newsletters = newsletters;
        this.clock = clock;
    }

    /** A slot to come, with the newsletter's name. */
    public record Next(String slug, String name, NextSlot slot) {}

    /**
     * A run that is over, or waits.
     *
     * @param figures null while they are counted for the first time
     */
    public record Ran(RunFacts run, String reason, @Nullable Figures figures) {}

    @GetMapping("/console")
    String overview(@RequestParam(defaultValue = "") String refresh, @ModelAttribute("say") Say say, Model page) {
        Instant now = clock.instant();
        List<Newsletter> all = newsletters.all();
        page.addAttribute("needs", needs.now());
        page.addAttribute("running", running(now, say));
        page.addAttribute("next", next(all, now));
        page.addAttribute("ran", ran());
        page.addAttribute("newsletters", all);
        page.addAttribute("accepted", Standing.ACCEPTED);
        page.addAttribute("now", now);
        page.addAttribute("refreshes", !refresh.equals("off"));
        return "console/overview";
    }

    /** The block of what runs, which the page asks for again and again. */
    @GetMapping("/console/running")
    String running(@ModelAttribute("say") Say say, Model page, HttpServletResponse response) {
        page.addAttribute("running", running(clock.instant(), say));
        page.addAttribute("refreshes", true);
        response.setHeader("Cache-Control", "no-store");
        return "console/overview-running";
    }

    private List<RunPage> running(Instant now, Say say) {
        List<RunFacts> runs = history.before(History.Key.NEWEST, null, RunState.RUNNING, MOST_RUNNING);
        Map<Long, Figures> figures = census.figures(runs);
        return runs.stream()
                .map(run -> new RunPage(
                        run,
                        run.edition() == null ? null : figures.get(run.edition()),
                        run.edition() == null ? 0 : census.counted(run.edition()),
                        Map.of(),
                        now,
                        say))
                .toList();
    }

    private record Soon(Newsletter newsletter, Instant slot) {}

    /** What would be in a slot is asked of all articles: only for those that are shown. */
    private List<Next> next(List<Newsletter> all, Instant now) {
        return all.stream()
                .flatMap(newsletter -> Stream.ofNullable(newsletter.settings().schedule())
                        .flatMap(schedule -> schedule.nextAfter(now).stream())
                        .map(slot -> new Soon(newsletter, slot)))
                .sorted(Comparator.comparing(Soon::slot)
                        .thenComparing(soon -> soon.newsletter().slug()))
                .limit(MOST_NEXT)
                .map(Soon::newsletter)
                .flatMap(newsletter -> slots.of(newsletter, 1).stream()
                        .map(slot -> new Next(newsletter.slug(), newsletter.name(), slot)))
                .toList();
    }

    private List<Ran> ran() {
        List<RunFacts> runs = history.before(History.Key.NEWEST, null, null, MOST_RAN + MOST_RUNNING).stream()
                .filter(run -> run.state() != RunState.RUNNING)
                .limit(MOST_RAN)
                .toList();
        Map<Long, Figures> figures = census.figures(runs);
        return runs.stream()
                .map(run ->
                        new Ran(run, RunWords.reason(run), run.edition() == null ? null : figures.get(run.edition())))
                .toList();
    }
}
