package com.scrabbl.console.schedule;

import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.newsletter.Pauses;
import com.scrabbl.newsletter.UnknownNewsletterException;
import com.scrabbl.run.approval.Approvals;
import com.scrabbl.run.schedule.NextSlots;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The next slots of each newsletter, or of one, explained; and what waits for approval. */
@Controller
class ScheduleController {

    private static final int OF_ONE = 10;
    private static final int OF_EACH = 3;

    private final Newsletters newsletters;
    private final NextSlots slots;
    private final Pauses pauses;
    private final Approvals approvals;
    private final Clock clock;

    ScheduleController(Newsletters newsletters, NextSlots slots, Pauses pauses, Approvals approvals, Clock clock) {
        this.newsletters = newsletters;
        this.slots = slots;
        this.pauses = pauses;
        this.approvals = approvals;
        this.clock = clock;
    }

    @GetMapping("/console/schedule")
    String schedule(@RequestParam(name = "newsletter", defaultValue = "") String slug, Model page) {
        List<Newsletter> all = newsletters.all();
        List<Newsletter> shown = slug.isBlank() ? all : List.of(get(newsletters, slug));
        int count = shown.size() == 1 ? OF_ONE : OF_EACH;
        page.addAttribute("plans", shown.stream().map(one -> plan(one, count)).toList());
        page.addAttribute("one", !slug.isBlank());
        page.addAttribute("only", all.size() == 1);
        page.addAttribute(
                "proposed",
                approvals.all().stream()
                        .filter(waiting ->
                                slug.isBlank() || waiting.newsletter().slug().equals(slug))
                        .map(waiting -> Waiting.of(waiting, clock.instant()))
                        .toList());
        return "console/schedule";
    }

    private Plan plan(Newsletter newsletter, int count) {
        return Plan.of(
                newsletter,
                slots.of(newsletter, count),
                pauses.at(newsletter, clock.instant()).orElse(null),
                ZoneId.systemDefault());
    }

    /** The newsletter; without one of that name the answer is 404. */
    static Newsletter get(Newsletters newsletters, String slug) {
        try {
            return newsletters.get(slug);
        } catch (UnknownNewsletterException e) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, e.getMessage(), e);
        }
    }
}
