package com.scrabbl.console.runs;

import com.scrabbl.console.FirstSeen;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** One run, live. */
@Controller
class RunController implements FirstSeen {

    /** Has htmx put the block in its place and ask no more. */
    private static final int LAST = 286;

    /** Seconds between two looks; 0 is off. */
    private static final Set<Integer> PACES = Set.of(0, 2, 10);

    private static final int USUAL = 2;

    private static final String VIEW = "console/run";

    private final RunPages pages;

    RunController(RunPages pages) {
        this.pages = pages;
    }

    @GetMapping("/console/runs/{id:\\d{1,18}}")
    String run(@PathVariable long id, @RequestParam(defaultValue = "2") String every, Model page) {
        pages.page(id, page);
        page.addAttribute("every", pace(every));
        return VIEW;
    }

    /** The latest run. */
    @Override
    public @Nullable String firstSeen(Model page) {
        page.addAttribute("every", USUAL);
        return pages.latest(page).map(any -> VIEW).orElse(null);
    }

    /**
     * The block of the figures, and what stands beside it if that changed.
     *
     * @param seen what the page had
     * @param plotted whether it has the plot, which stays in its place
     */
    @GetMapping("/console/runs/{id:\\d{1,18}}/live")
    String live(
            @PathVariable long id,
            @RequestParam(defaultValue = "2") String every,
            @RequestParam(defaultValue = "") String seen,
            @RequestParam(defaultValue = "false") boolean plotted,
            Model page,
            HttpServletResponse response) {
        RunPage view = pages.page(id, page);
        page.addAttribute("every", pace(every));
        page.addAttribute("plotted", plotted);
        page.addAttribute("changed", !seen.equals(view.seen()));
        response.setStatus(view.isFinal() ? LAST : HttpServletResponse.SC_OK);
        response.setHeader("Cache-Control", "no-store");
        return "console/run-live";
    }

    private static int pace(String every) {
        return every.matches("\\d{1,2}") && PACES.contains(Integer.valueOf(every)) ? Integer.parseInt(every) : USUAL;
    }
}
