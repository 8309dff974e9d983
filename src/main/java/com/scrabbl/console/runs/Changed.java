package com.scrabbl.console.runs;

import com.scrabbl.run.view.RunFacts;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.ui.Model;

/** What somebody confirmed is not what is any more: nothing was done, and the page asks again. */
final class Changed {

    private Changed() {}

    /** The page that asked, with the figures of now and the reason that was given; answered 409. */
    static String asked(HttpServletResponse response, Model page, RunPage view, String template, String reason) {
        return asked(response, page, now(view), template, reason);
    }

    static String asked(HttpServletResponse response, Model page, String sentence, String template, String reason) {
        response.setStatus(HttpServletResponse.SC_CONFLICT);
        page.addAttribute("changed", sentence);
        page.addAttribute("entered", Map.of("reason", reason));
        return template;
    }

    private static String now(RunPage view) {
        RunFacts run = view.run();
        if (!run.latest()) {
            return "Round %d of this edition was opened meanwhile. Nothing was done.".formatted(run.latestRound());
        }
        return "Somebody or something was quicker. " + view.status() + " Nothing more was done.";
    }
}
