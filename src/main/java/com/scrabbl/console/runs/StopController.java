package com.scrabbl.console.runs;

import com.scrabbl.audit.Audit;
import com.scrabbl.console.CurrentUser;
import com.scrabbl.console.Flash;
import com.scrabbl.run.RunRefusedException;
import com.scrabbl.run.RunState;
import com.scrabbl.run.control.Stopping;
import com.scrabbl.run.view.Census;
import com.scrabbl.run.view.RunFacts;
import com.scrabbl.run.view.Standing;
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

/** Asks whether a run is to stop, and stops it. */
@Controller
class StopController {

    private final RunPages pages;
    private final Stopping stopping;
    private final Census census;
    private final Audit audit;
    private final TransactionOperations transactions;

    StopController(RunPages pages, Stopping stopping, Census census, Audit audit, TransactionOperations transactions) {
        this.pages = pages;
        this.stopping = stopping;
        this.census = census;
        this.audit = audit;
        this.transactions = transactions;
    }

    @GetMapping("/console/runs/{id:\\d{1,18}}/stop")
    String ask(@PathVariable long id, Model page) {
        pages.page(id, page);
        return "console/run-stop";
    }

    @PostMapping("/console/runs/{id:\\d{1,18}}/stop")
    String stop(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String reason,
            @AuthenticationPrincipal CurrentUser user,
            Model page,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        RunFacts run = pages.run(id);
        boolean first;
        try {
            first = run.latest() && asked(run, user, reason);
        } catch (RunRefusedException e) {
            first = false;
        }
        if (!first) {
            return Changed.asked(response, page, pages.page(id, page), "console/run-stop", reason);
        }
        stopping.act(Long.toString(id));
        if (run.edition() != null) {
            census.outdated(run.edition());
        }
        RunPage now = pages.page(id, page);
        page.asMap().clear();
        Flash.saying(
                        now.run().state() == RunState.STOPPED
                                ? stopped(now)
                                : "Asked to stop. It ends after the mail in flight.")
                .on(redirect);
        return "redirect:/console/runs/" + id;
    }

    /** Both the word to stop and its entry in the audit, or neither. */
    private boolean asked(RunFacts run, CurrentUser user, String reason) {
        return Boolean.TRUE.equals(transactions.execute(status -> {
            boolean first = stopping.ask(Long.toString(run.id()));
            if (first) {
                audit.record(user.change("runs stop", run.run().name()).because(reason));
            }
            return first;
        }));
    }

    private static String stopped(RunPage page) {
        if (page.run().edition() == null) {
            return "Stopped before there was an edition; resume at any time.";
        }
        long waiting = page.of(Standing.OPEN) + page.of(Standing.DEFERRED);
        return "Stopped. " + (waiting == 1 ? "1 reader waits" : page.say().number(waiting) + " readers wait")
                + "; resume at any time.";
    }
}
