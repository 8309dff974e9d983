package com.scrabbl.console.schedule;

import com.scrabbl.audit.Audit;
import com.scrabbl.console.CurrentUser;
import com.scrabbl.console.Day;
import com.scrabbl.console.Flash;
import com.scrabbl.console.Problem;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.newsletter.Pause;
import com.scrabbl.newsletter.PauseRefusedException;
import com.scrabbl.newsletter.Pauses;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Pauses newsletters and resumes them. */
@Controller
class PauseController {

    private final Newsletters newsletters;
    private final Pauses pauses;
    private final Audit audit;
    private final TransactionOperations transactions;
    private final Clock clock;

    PauseController(
            Newsletters newsletters, Pauses pauses, Audit audit, TransactionOperations transactions, Clock clock) {
        this.newsletters = newsletters;
        this.pauses = pauses;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    @GetMapping("/console/schedule/{newsletter}/pause")
    String ask(@PathVariable("newsletter") String slug, Model page) {
        Newsletter newsletter = ScheduleController.get(newsletters, slug);
        pauses.at(newsletter, clock.instant())
                .ifPresent(pause -> page.addAttribute("paused", pause.clause(newsletter.zone())));
        return form(newsletter, Map.of("articles", "carry"), List.of(), page);
    }

    @PostMapping("/console/schedule/{newsletter}/pause")
    Object pause(
            @PathVariable("newsletter") String slug,
            @RequestParam(defaultValue = "") String until,
            @RequestParam(defaultValue = "carry") String articles,
            @RequestParam(defaultValue = "") String reason,
            @AuthenticationPrincipal CurrentUser user,
            Model page,
            RedirectAttributes redirect) {
        Newsletter newsletter = ScheduleController.get(newsletters, slug);
        try {
            LocalDate day = day(until);
            Pause.Articles meanwhile = articles(articles);
            Pause pause = changed(() -> {
                Pause made = pauses.pause(newsletter, day, meanwhile);
                audit.record(user.change("newsletters pause", slug)
                        .detail((day == null ? "" : "until " + day + ", ") + "articles " + articles)
                        .because(reason));
                return made;
            });
            Flash.saying("%s is %s.".formatted(newsletter.name(), pause.clause(newsletter.zone())))
                    .on(redirect);
            return "redirect:/console/schedule";
        } catch (PauseRefusedException | DayException e) {
            return refused(
                    form(
                            newsletter,
                            Map.of("until", until, "articles", articles, "reason", reason),
                            List.of(new Problem("until", Objects.requireNonNull(e.getMessage()))),
                            page),
                    page);
        }
    }

    @GetMapping("/console/schedule/{newsletter}/resume")
    String askToResume(@PathVariable("newsletter") String slug, Model page, RedirectAttributes redirect) {
        Newsletter newsletter = ScheduleController.get(newsletters, slug);
        Pause pause = pauses.at(newsletter, clock.instant()).orElse(null);
        if (pause == null) {
            Flash.saying(newsletter.name() + " is not paused: there is nothing to resume.")
                    .on(redirect);
            return "redirect:/console/schedule";
        }
        page.addAttribute("newsletter", newsletter);
        page.addAttribute("paused", pause.clause(newsletter.zone()));
        page.addAttribute("carried", pause.articles() == Pause.Articles.CARRY);
        page.addAttribute(
                "next",
                newsletter.settings().schedule() == null
                        ? null
                        : newsletter
                                .settings()
                                .schedule()
                                .nextAfter(clock.instant())
                                .orElse(null));
        return "console/schedule-resume";
    }

    @PostMapping("/console/schedule/{newsletter}/resume")
    String resume(
            @PathVariable("newsletter") String slug,
            @RequestParam(defaultValue = "") String reason,
            @AuthenticationPrincipal CurrentUser user,
            RedirectAttributes redirect) {
        Newsletter newsletter = ScheduleController.get(newsletters, slug);
        try {
            changed(() -> {
                Pause ended = pauses.resume(newsletter);
                audit.record(user.change("newsletters resume", slug).because(reason));
                return ended;
            });
            Flash.saying(newsletter.name() + " is no longer paused: its slots are run again from now on.")
                    .on(redirect);
        } catch (PauseRefusedException e) {
            Flash.saying(newsletter.name() + " was not paused any more: somebody else had resumed it.")
                    .on(redirect);
        }
        return "redirect:/console/schedule";
    }

    private Pause changed(java.util.function.Supplier<Pause> change) {
        return Objects.requireNonNull(transactions.execute(status -> change.get()));
    }

    private String form(Newsletter newsletter, Map<String, String> entered, List<Problem> problems, Model page) {
        page.addAttribute("newsletter", newsletter);
        page.addAttribute("entered", entered);
        page.addAttribute("problems", problems);
        page.addAttribute(
                "tomorrow",
                LocalDate.ofInstant(clock.instant(), newsletter.zone())
                        .plusDays(1)
                        .toString());
        return "console/schedule-pause";
    }

    private static ModelAndView refused(String view, Model page) {
        return new ModelAndView(view, page.asMap(), HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private static @Nullable LocalDate day(String text) {
        try {
            return text.isBlank() ? null : Day.parse(text);
        } catch (DateTimeException e) {
            throw new DayException(text);
        }
    }

    private static Pause.Articles articles(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "carry" -> Pause.Articles.CARRY;
            case "drop" -> Pause.Articles.DROP;
            default ->
                throw new ResponseStatusException(
                        HttpStatus.BAD_REQUEST, "Articles are carried or dropped; \"%s\" is neither.".formatted(text));
        };
    }

    private static final class DayException extends IllegalArgumentException {

        private static final long serialVersionUID = 1L;

        DayException(String text) {
            super("\"%s\" is no day. Write it as 2026-12-01, or leave it empty to pause until somebody resumes."
                    .formatted(text.length() > 40 ? text.substring(0, 40) + "…" : text));
        }
    }
}
