package com.scrabbl.console.list;

import com.scrabbl.console.CurrentUser;
import com.scrabbl.console.Flash;
import com.scrabbl.console.Problem;
import com.scrabbl.subscriber.AddressPattern;
import com.scrabbl.subscriber.NotSuppressedException;
import com.scrabbl.subscriber.Suppression;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Removes a suppression, with a note; only what the page showed. */
@Controller
class SuppressionRemoveController {

    private final SuppressionDesk desk;

    SuppressionRemoveController(SuppressionDesk desk) {
        this.desk = desk;
    }

    @GetMapping("/console/suppressions/remove")
    String askToRemove(@RequestParam String address, Model model) {
        AddressPattern pattern = stored(address);
        List<Suppression> found = desk.held(pattern);
        if (found.isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "%s is not suppressed.".formatted(pattern));
        }
        model.addAttribute("pattern", pattern);
        model.addAttribute("held", found);
        model.addAttribute("seen", seen(found));
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
        if (reason.isBlank()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("problems", List.of(new Problem("reason", "Say why: it is kept with the suppression.")));
            return askToRemove(address, model);
        }
        if (!seen(desk.held(pattern)).equals(seen)) {
            response.setStatus(HttpStatus.CONFLICT.value());
            model.addAttribute(
                    "problems",
                    List.of(new Problem(
                            "reason", "That has changed meanwhile, and nothing was removed. Look at it again.")));
            return askToRemove(address, model);
        }
        try {
            desk.remove(user, pattern, reason);
        } catch (NotSuppressedException e) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, String.valueOf(e.getMessage()), e);
        }
        Flash.saying("%s is no longer suppressed. What is removed stays on record as expired.".formatted(pattern))
                .on(redirect);
        return "redirect:/console/suppressions";
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

    private static String seen(List<Suppression> held) {
        return held.stream()
                .map(one -> one.cause().text() + one.since().toEpochMilli())
                .collect(Collectors.joining("."));
    }
}
