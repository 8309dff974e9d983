package com.scrabbl.console.list;

import com.scrabbl.audit.Audit;
import com.scrabbl.console.CurrentUser;
import com.scrabbl.console.Day;
import com.scrabbl.console.Flash;
import com.scrabbl.console.Problem;
import com.scrabbl.console.Reauthentication;
import com.scrabbl.subscriber.Suppression.Cause;
import com.scrabbl.subscriber.SuppressionsOfDays;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Undoes what went wrong in some days: all suppressions with one cause that began in them. First the number, then the deed. */
@Controller
class BulkUndoController {

    private final SuppressionsOfDays suppressions;
    private final Reauthentication reauthentication;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    BulkUndoController(
            SuppressionsOfDays suppressions,
            Reauthentication reauthentication,
            Audit audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.suppressions = suppressions;
        this.reauthentication = reauthentication;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What is typed; days in UTC, both included. */
    public record Form(String cause, String since, String until) {}

    private record Days(Cause cause, Instant since, Instant until) {}

    @GetMapping("/console/suppressions/undo")
    String ask(
            @RequestParam(defaultValue = "") String cause,
            @RequestParam(defaultValue = "") String since,
            @RequestParam(defaultValue = "") String until,
            HttpServletResponse response,
            Model model) {
        Form form = new Form(cause, since, until);
        model.addAttribute("form", form);
        if (cause.isEmpty() && since.isEmpty() && until.isEmpty()) {
            return "console/suppressions-undo";
        }
        List<Problem> problems = new ArrayList<>();
        @Nullable Days days = read(form, problems);
        if (days == null) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("problems", problems);
        } else {
            model.addAttribute("count", count(days));
        }
        return "console/suppressions-undo";
    }

    @PostMapping("/console/suppressions/undo")
    String undo(
            @RequestParam String cause,
            @RequestParam String since,
            @RequestParam String until,
            @RequestParam long seen,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String password,
            @AuthenticationPrincipal CurrentUser user,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect,
            Model model) {
        List<Problem> problems = new ArrayList<>();
        @Nullable Days days = read(new Form(cause, since, until), problems);
        if (days != null && reason.isBlank()) {
            problems.add(new Problem("reason", "Say why: it is kept with each of them."));
        }
        if (problems.isEmpty()) {
            reauthentication.require(user, password, request).ifPresent(problems::add);
        }
        if (days == null || !problems.isEmpty()) {
            return again(problems, HttpStatus.UNPROCESSABLE_CONTENT, cause, since, until, reason, response, model);
        }
        Long removed = transaction.execute(status -> {
            if (count(days) != seen) {
                return -1L;
            }
            long count = suppressions.removeAll(days.cause(), days.since(), days.until(), reason, clock.instant());
            audit.record(user.change("suppressions remove", "%s, %s to %s".formatted(cause, since, until))
                    .detail("all of those days")
                    .from(count + " active", "0 active")
                    .because(reason));
            return count;
        });
        if (Objects.requireNonNullElse(removed, -1L) < 0) {
            problems.add(
                    new Problem("reason", "The number has changed meanwhile, and nothing was done. Look at it again."));
            return again(problems, HttpStatus.CONFLICT, cause, since, until, reason, response, model);
        }
        Flash.saying("%,d %s no longer."
                        .formatted(
                                removed,
                                removed == 1
                                        ? "address or domain is suppressed"
                                        : "addresses and domains are suppressed"))
                .on(redirect);
        return "redirect:/console/suppressions";
    }

    private String again(
            List<Problem> problems,
            HttpStatus status,
            String cause,
            String since,
            String until,
            String reason,
            HttpServletResponse response,
            Model model) {
        String page = ask(cause, since, until, response, model);
        response.setStatus(status.value());
        model.addAttribute("problems", problems);
        model.addAttribute("entered", Map.of("reason", reason));
        return page;
    }

    private long count(Days days) {
        return suppressions.count(days.cause(), days.since(), days.until(), clock.instant());
    }

    private static @Nullable Days read(Form form, List<Problem> problems) {
        @Nullable
        Cause cause = SuppressionsController.cause(form.cause())
                .filter(one -> one != Cause.ERASED)
                .orElse(null);
        if (cause == null) {
            problems.add(new Problem("cause", "Choose the cause."));
        }
        @Nullable Instant since = day("since", form.since(), problems);
        @Nullable Instant last = day("until", form.until(), problems);
        if (since != null && last != null && last.isBefore(since)) {
            problems.add(new Problem("until", "The last day lies before the first."));
        }
        return cause == null || since == null || last == null || !problems.isEmpty()
                ? null
                : new Days(cause, since, last.plus(Duration.ofDays(1)));
    }

    private static @Nullable Instant day(String field, String typed, List<Problem> problems) {
        try {
            return Day.parse(typed).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException e) {
            problems.add(new Problem(field, "Give a day such as 2026-11-24."));
            return null;
        }
    }
}
