package com.scrabbl.console.list;

import com.scrabbl.console.CurrentUser;
import com.scrabbl.console.Flash;
import com.scrabbl.console.Problem;
import com.scrabbl.subscriber.AddressPattern;
import com.scrabbl.subscriber.Suppression.Cause;
import com.scrabbl.subscriber.transfer.ListTime;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Adds an address or a domain that must not be mailed. */
@Controller
class SuppressionAddController {

    private final SuppressionDesk desk;
    private final Clock clock;

    SuppressionAddController(SuppressionDesk desk, Clock clock) {
        this.desk = desk;
        this.clock = clock;
    }

    /** What is typed to add one. */
    public record Form(String address, String cause, String note, String until) {}

    @GetMapping("/console/suppressions/add")
    String askToAdd(@RequestParam(defaultValue = "") String address, Model model) {
        model.addAttribute("form", new Form(address, Cause.MANUAL.text(), "", ""));
        return "console/suppression-add";
    }

    @PostMapping("/console/suppressions/add")
    String add(
            @RequestParam(defaultValue = "") String address,
            @RequestParam(defaultValue = "") String cause,
            @RequestParam(defaultValue = "") String note,
            @RequestParam(defaultValue = "") String until,
            @AuthenticationPrincipal CurrentUser user,
            HttpServletResponse response,
            RedirectAttributes redirect,
            Model model) {
        List<Problem> problems = new ArrayList<>();
        @Nullable AddressPattern pattern = pattern(address, problems);
        @Nullable
        Cause meant = SuppressionsController.cause(cause)
                .filter(one -> one != Cause.ERASED)
                .orElse(null);
        if (meant == null) {
            problems.add(new Problem("cause", "Choose the cause."));
        }
        @Nullable Instant end = until(until, problems);
        if (pattern == null || meant == null || !problems.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("problems", problems);
            model.addAttribute("form", new Form(address, cause, note, until));
            return "console/suppression-add";
        }
        desk.add(user, pattern, meant, note, end);
        Flash.saying("%s is not mailed from now on (%s).".formatted(pattern, meant.text()))
                .on(redirect);
        return "redirect:/console/suppressions";
    }

    private @Nullable AddressPattern pattern(String typed, List<Problem> problems) {
        try {
            return AddressPattern.parse(typed);
        } catch (IllegalArgumentException e) {
            problems.add(new Problem(
                    "address",
                    typed.isBlank() ? "Enter an address, or a domain as *@example.org." : e.getMessage() + "."));
            return null;
        }
    }

    private @Nullable Instant until(String typed, List<Problem> problems) {
        try {
            @Nullable Instant until = typed.isBlank() ? null : ListTime.parse(typed);
            if (until != null && !until.isAfter(clock.instant())) {
                problems.add(new Problem("until", "The last day lies in the past. Give a later one, or none."));
            }
            return until;
        } catch (IllegalArgumentException e) {
            problems.add(new Problem("until", e.getMessage() + "."));
            return null;
        }
    }
}
