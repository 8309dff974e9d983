package com.scrabbl.console.runs;

import com.scrabbl.console.Problem;
import com.scrabbl.delivery.Decisions.Decision;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The desk of deliveries whose outcome nobody knows, and what a decision on them would do. */
@Controller
class UnknownController {

    private final UnknownDesk desk;

    UnknownController(UnknownDesk desk) {
        this.desk = desk;
    }

    @GetMapping("/console/unknown")
    String desk(
            @RequestParam(required = false) @Nullable Long edition,
            @RequestParam(defaultValue = "0") long after,
            Model page) {
        desk.fill(page, edition, after);
        return "console/unknown";
    }

    /** What would happen; nothing does yet. */
    @GetMapping("/console/unknown/decide")
    String summary(
            @RequestParam long edition,
            @RequestParam(defaultValue = "") List<Long> subscription,
            @RequestParam(defaultValue = "false") boolean all,
            @RequestParam(defaultValue = "") String decision,
            Model page,
            HttpServletResponse response) {
        Optional<Decision> wanted = UnknownDesk.decision(decision);
        List<Problem> problems = new ArrayList<>();
        if (subscription.isEmpty() && !all) {
            problems.add(new Problem("reader-1", "Tick at least one reader, or all of this edition."));
        }
        if (wanted.isEmpty()) {
            problems.add(new Problem("decision", "Choose what shall happen to the ticked readers."));
        }
        if (!problems.isEmpty()) {
            desk.fill(page, edition, 0);
            page.addAttribute("problems", problems);
            page.addAttribute(
                    "ticked", subscription.stream().map(String::valueOf).toList());
            page.addAttribute("decision", decision);
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return "console/unknown";
        }
        desk.confirm(page, edition, all ? desk.of(edition) : subscription, all, wanted.get());
        return "console/unknown-decide";
    }
}
