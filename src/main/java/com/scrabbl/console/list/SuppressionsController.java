package com.scrabbl.console.list;

import com.scrabbl.console.Lookups;
import com.scrabbl.mail.EmailAddress;
import com.scrabbl.subscriber.Suppression;
import com.scrabbl.subscriber.Suppression.Cause;
import com.scrabbl.subscriber.Suppressions;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Addresses and domains that must not be mailed, listed by cause. */
@Controller
class SuppressionsController {

    private static final int PAGE = 50;

    private final Suppressions suppressions;
    private final Lookups lookups;
    private final Clock clock;

    SuppressionsController(Suppressions suppressions, Lookups lookups, Clock clock) {
        this.suppressions = suppressions;
        this.lookups = lookups;
        this.clock = clock;
    }

    @GetMapping("/console/suppressions")
    String list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String cause,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "") String afterCause,
            Model model) {
        @Nullable Cause only = cause(cause).orElse(null);
        String typed = EmailAddress.sought(q);
        String beginning = typed.startsWith("*@") ? typed.substring(1) : typed;
        List<Suppression> found = suppressions.search(beginning, only, after, afterCause, clock.instant(), PAGE + 1);
        List<Suppression> shown = found.subList(0, Math.min(found.size(), PAGE));
        model.addAttribute("q", q.strip());
        model.addAttribute("cause", only == null ? "" : only.text());
        model.addAttribute(
                "causes", Arrays.stream(Cause.values()).map(Cause::text).toList());
        model.addAttribute("rows", shown);
        model.addAttribute("older", found.size() > PAGE ? path(q, cause, shown.get(PAGE - 1)) : "");
        model.addAttribute("newer", after.isEmpty() ? "" : path(q, cause, null));
        return "console/suppressions";
    }

    private String path(String q, String cause, @Nullable Suppression last) {
        return lookups.path(
                "/console/suppressions",
                Map.of(
                        "q",
                        q.strip(),
                        "cause",
                        cause,
                        "after",
                        last == null ? "" : last.address(),
                        "afterCause",
                        last == null ? "" : last.cause().text()));
    }

    @GetMapping("/console/suppressions/import")
    String askToImport(Model model) {
        model.addAttribute("form", ImportForm.EMPTY);
        return "console/suppressions-import";
    }

    static Optional<Cause> cause(String typed) {
        return Arrays.stream(Cause.values())
                .filter(one -> one.text().equals(typed))
                .findFirst();
    }
}
