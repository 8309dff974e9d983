package com.scrabbl.console.runs;

import com.scrabbl.audit.Audit;
import com.scrabbl.console.CurrentUser;
import com.scrabbl.console.Flash;
import com.scrabbl.run.PublicUrlMissingException;
import com.scrabbl.run.RunRefusedException;
import com.scrabbl.run.control.Resuming;
import com.scrabbl.run.view.Census;
import com.scrabbl.run.view.RunFacts;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Asks whether a run is to go on, and has it go on. */
@Controller
class ResumeController {

    private final RunPages pages;
    private final Resuming resuming;
    private final Census census;
    private final Audit audit;
    private final TransactionOperations transactions;

    ResumeController(
            RunPages pages, Resuming resuming, Census census, Audit audit, TransactionOperations transactions) {
        this.pages = pages;
        this.resuming = resuming;
        this.census = census;
        this.audit = audit;
        this.transactions = transactions;
    }

    @GetMapping("/console/runs/{id:\\d{1,18}}/resume")
    String ask(@PathVariable long id, Model page) {
        page.addAttribute("stands", stands(pages.page(id, page).run()));
        return "console/run-resume";
    }

    /** @param stands where the run stood when the page asked */
    @PostMapping("/console/runs/{id:\\d{1,18}}/resume")
    String resume(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String stands,
            @RequestParam(defaultValue = "") String reason,
            @AuthenticationPrincipal CurrentUser user,
            Model page,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        RunFacts run = pages.run(id);
        if (!run.latest() || !stands.equals(stands(run))) {
            return changed(id, reason, page, response);
        }
        try {
            transactions.executeWithoutResult(status -> {
                resuming.makeDue(run.run());
                audit.record(user.change("runs resume", run.run().name()).because(reason));
            });
        } catch (RunRefusedException e) {
            return changed(id, reason, page, response);
        } catch (PublicUrlMissingException e) {
            page.addAttribute("stands", stands(pages.page(id, page).run()));
            return Changed.asked(response, page, e.getMessage() + " Nothing was done.", "console/run-resume", reason);
        }
        if (run.edition() != null) {
            census.outdated(run.edition());
        }
        Flash.saying("Resumed. It goes on within seconds.").on(redirect);
        return "redirect:/console/runs/" + id;
    }

    private String changed(long id, String reason, Model page, HttpServletResponse response) {
        RunPage view = pages.page(id, page);
        page.addAttribute("stands", stands(view.run()));
        return Changed.asked(response, page, view, "console/run-resume", reason);
    }

    private static String stands(RunFacts run) {
        return run.state() + " " + run.dueAt();
    }
}
