package com.scrabbl.console.list;

import com.scrabbl.audit.Audit;
import com.scrabbl.console.CurrentUser;
import com.scrabbl.console.Flash;
import com.scrabbl.console.Problem;
import com.scrabbl.subscriber.AddressPattern;
import com.scrabbl.subscriber.NotSuppressedException;
import com.scrabbl.subscriber.Suppression;
import com.scrabbl.subscriber.Suppression.Cause;
import com.scrabbl.subscriber.Suppressions;
import com.scrabbl.subscriber.transfer.ListTime;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Addresses and domains that must not be mailed: listed by cause, added, removed with a note. */
@Controller
class SuppressionsController {

    private static final int PAGE = 50;

    private final Suppressions suppressions;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    SuppressionsController(Suppressions suppressions, Audit audit, TransactionTemplate transaction, Clock clock) {
        this.suppressions = suppressions;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What is typed to add one. */
    public record Form(String address, String cause, String note, String until) {}

    @GetMapping("/console/suppressions")
    String list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String cause,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "") String afterCause,
            Model model) {
        @Nullable Cause only = cause(cause).orElse(null);
        String typed = q.strip().toLowerCase(Locale.ROOT);
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

    private static String path(String q, String cause, @Nullable Suppression last) {
        return ListPath.of(
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
        @Nullable Cause meant = cause(cause).filter(one -> one != Cause.ERASED).orElse(null);
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
        Instant now = clock.instant();
        transaction.executeWithoutResult(status -> {
            String before = told(pattern, now);
            suppressions.add(pattern, meant, note.isBlank() ? null : note, now, end);
            audit.record(user.change("suppressions add", pattern.toString())
                    .detail(meant.text() + (end == null ? "" : ", until " + end))
                    .from(before, told(pattern, now))
                    .because(note));
        });
        Flash.saying("%s is not mailed from now on (%s).".formatted(pattern, meant.text()))
                .on(redirect);
        return "redirect:/console/suppressions";
    }

    @GetMapping("/console/suppressions/remove")
    String askToRemove(@RequestParam String address, Model model) {
        AddressPattern pattern = stored(address);
        List<Suppression> held = held(pattern, clock.instant());
        if (held.isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "%s is not suppressed.".formatted(pattern));
        }
        model.addAttribute("pattern", pattern);
        model.addAttribute("held", held);
        model.addAttribute("seen", seen(held));
        return "console/suppression-remove";
    }

    @PostMapping("/console/suppressions/remove")
    String remove(
            @RequestParam String address,
            @RequestParam(defaultValue = "") String seen,
            @RequestParam(defaultValue = "") String reason,
            @AuthenticationPrincipal CurrentUser user,
            HttpServletResponse response,
            RedirectAttributes redirect,
            Model model) {
        AddressPattern pattern = stored(address);
        Instant now = clock.instant();
        if (reason.isBlank()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("problems", List.of(new Problem("reason", "Say why: it is kept with the suppression.")));
            return askToRemove(address, model);
        }
        if (!seen(held(pattern, now)).equals(seen)) {
            response.setStatus(HttpStatus.CONFLICT.value());
            model.addAttribute(
                    "problems",
                    List.of(new Problem(
                            "reason", "That has changed meanwhile, and nothing was removed. Look at it again.")));
            return askToRemove(address, model);
        }
        try {
            transaction.executeWithoutResult(status -> {
                String before = told(pattern, now);
                suppressions.remove(pattern, reason, now);
                audit.record(user.change("suppressions remove", pattern.toString())
                        .from(before, null)
                        .because(reason));
            });
        } catch (NotSuppressedException e) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, String.valueOf(e.getMessage()), e);
        }
        Flash.saying("%s is no longer suppressed. What is removed stays on record as expired.".formatted(pattern))
                .on(redirect);
        return "redirect:/console/suppressions";
    }

    @GetMapping("/console/suppressions/import")
    String askToImport(Model model) {
        model.addAttribute("form", ImportForm.EMPTY);
        return "console/suppressions-import";
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

    /** As the table has it: from a link of ours. */
    private static AddressPattern stored(String address) {
        try {
            return AddressPattern.parse(address);
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(
                    HttpStatus.NOT_FOUND, "Nothing is suppressed under this name that could be removed.", e);
        }
    }

    private List<Suppression> held(AddressPattern pattern, Instant now) {
        return suppressions.search(pattern.stored(), null, "", "", now, Cause.values().length + 1).stream()
                .filter(one -> one.address().equals(pattern.stored()))
                .toList();
    }

    private String told(AddressPattern pattern, Instant now) {
        return held(pattern, now).stream()
                .map(one -> "%s since %s%s%s"
                        .formatted(
                                one.cause().text(),
                                one.since(),
                                one.expiresAt() == null ? "" : " until " + one.expiresAt(),
                                one.evidence() == null ? "" : ": " + one.evidence()))
                .collect(Collectors.joining("\n"));
    }

    private static String seen(List<Suppression> held) {
        return held.stream()
                .map(one -> one.cause().text() + one.since().toEpochMilli())
                .collect(Collectors.joining("."));
    }

    static Optional<Cause> cause(String typed) {
        return Arrays.stream(Cause.values())
                .filter(one -> one.text().equals(typed))
                .findFirst();
    }
}
