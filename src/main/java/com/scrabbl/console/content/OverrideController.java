package com.scrabbl.console.content;

import com.scrabbl.audit.Audit;
import com.scrabbl.console.CurrentUser;
import com.scrabbl.console.Flash;
import com.scrabbl.console.Problem;
import com.scrabbl.edition.Clearance;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.run.EditionChecks;
import com.scrabbl.run.PublicUrlMissingException;
import com.scrabbl.run.Run;
import com.scrabbl.run.RunRefusedException;
import com.scrabbl.run.control.Resuming;
import com.scrabbl.run.rehearsal.Previews;
import com.scrabbl.run.rehearsal.Previews.Preview;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Sends an edition that a check holds all the same, for a reason that is kept with it. */
@Controller
@RequestMapping("/console/editions/{slug}/{slot}/override")
class OverrideController {

    private final Newsletters newsletters;
    private final Previews previews;
    private final EditionChecks checks;
    private final Resuming resuming;
    private final Audit audit;
    private final TransactionOperations transactions;

    OverrideController(
            Newsletters newsletters,
            Previews previews,
            EditionChecks checks,
            Resuming resuming,
            Audit audit,
            TransactionOperations transactions) {
        this.newsletters = newsletters;
        this.previews = previews;
        this.checks = checks;
        this.resuming = resuming;
        this.audit = audit;
        this.transactions = transactions;
    }

    @GetMapping
    String ask(@PathVariable String slug, @PathVariable String slot, Model page) {
        return question(held(slug, slot), page);
    }

    @PostMapping
    String send(
            @PathVariable String slug,
            @PathVariable String slot,
            @RequestParam(defaultValue = "") String seen,
            @RequestParam(defaultValue = "") String reason,
            @AuthenticationPrincipal CurrentUser user,
            Model page,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        Preview held = held(slug, slot);
        Run run = Objects.requireNonNull(held.run());
        page.addAttribute("entered", Map.of("reason", reason));
        if (!findings(held).equals(seen)) {
            response.setStatus(HttpStatus.CONFLICT.value());
            page.addAttribute("changed", true);
            return question(held, page);
        }
        try {
            transactions.executeWithoutResult(status -> {
                List<String> found = checks.override(run.name(), user.name(), reason);
                resuming.makeDue(run);
                audit.record(user.change("runs override", run.name())
                        .detail(String.join("; ", found))
                        .because(reason));
            });
        } catch (RunRefusedException | PublicUrlMissingException e) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            page.addAttribute("problems", List.of(new Problem("reason", e.getMessage() + " Nothing was sent.")));
            return question(held, page);
        }
        Flash.saying("Sent as it is: the run goes on within seconds.").on(redirect);
        return "redirect:/console/runs/" + run.id();
    }

    private String question(Preview held, Model page) {
        page.addAttribute("preview", held);
        page.addAttribute("seen", findings(held));
        return "console/edition-override";
    }

    private static String findings(Preview held) {
        Clearance clearance = held.clearance();
        return clearance == null || held.edition() == null
                ? ""
                : held.edition().uid() + " "
                        + String.join("; ", clearance.blocking()).hashCode();
    }

    private Preview held(String slug, String slot) {
        Newsletter newsletter = newsletters.find(slug).orElseThrow(() -> NewslettersController.unknown(slug));
        return previews.of(newsletter, EditionController.instant(slot))
                .filter(Preview::isHeld)
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.CONFLICT,
                        "No check holds this edition: it went on meanwhile, or never was held. Nothing was done."));
    }
}
