package com.scrabbl.console.runs;

import com.scrabbl.audit.Audit;
import com.scrabbl.console.CurrentUser;
import com.scrabbl.console.Flash;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.newsletter.Pauses;
import com.scrabbl.newsletter.Policies;
import com.scrabbl.newsletter.UnknownNewsletterException;
import com.scrabbl.run.PublicUrlMissingException;
import com.scrabbl.run.Run;
import com.scrabbl.run.RunRefusedException;
import com.scrabbl.run.control.Prospect;
import com.scrabbl.run.control.Sending;
import com.scrabbl.run.view.Readership;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Objects;
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
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Sends a newsletter now, beside its schedule. */
@Controller
class SendController {

    private final Newsletters newsletters;
    private final Pauses pauses;
    private final Prospect prospect;
    private final Readership readership;
    private final Sending sending;
    private final Audit audit;
    private final TransactionOperations transactions;
    private final Clock clock;

    SendController(
            Newsletters newsletters,
            Pauses pauses,
            Prospect prospect,
            Readership readership,
            Sending sending,
            Audit audit,
            TransactionOperations transactions,
            Clock clock) {
        this.newsletters = newsletters;
        this.pauses = pauses;
        this.prospect = prospect;
        this.readership = readership;
        this.sending = sending;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    @GetMapping("/console/newsletters/{slug}/send")
    String ask(@PathVariable String slug, Model page) {
        fill(slug, page);
        return "console/send";
    }

    /** @param latest the newsletter's latest run when the page asked */
    @PostMapping("/console/newsletters/{slug}/send")
    String send(
            @PathVariable String slug,
            @RequestParam(defaultValue = "-1") long latest,
            @RequestParam(defaultValue = "") String reason,
            @AuthenticationPrincipal CurrentUser user,
            Model page,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        get(newsletters, slug);
        Run run;
        try {
            run = Objects.requireNonNull(transactions.execute(status -> {
                Run opened = sending.openDue(slug, latest);
                audit.record(user.change("send", opened.name()).because(reason));
                return opened;
            }));
        } catch (RunRefusedException e) {
            fill(slug, page);
            return Changed.asked(response, page, String.valueOf(e.getMessage()), "console/send", reason);
        } catch (PublicUrlMissingException e) {
            fill(slug, page);
            return Changed.asked(response, page, e.getMessage() + " Nothing was sent.", "console/send", reason);
        }
        page.asMap().clear();
        Flash.saying("The sending is opened. It begins within seconds.").on(redirect);
        return "redirect:/console/runs/" + run.id();
    }

    private void fill(String slug, Model page) {
        Newsletter newsletter = get(newsletters, slug);
        page.addAttribute("newsletter", newsletter);
        page.addAttribute(
                "paused",
                pauses.at(newsletter, clock.instant())
                        .map(pause -> pause.clause(newsletter.zone()))
                        .orElse(""));
        page.addAttribute("approval", newsletter.settings().policies().approval() == Policies.Approval.REQUIRED);
        page.addAttribute("sight", prospect.of(newsletter));
        page.addAttribute("readers", readership.of(newsletter.id()));
        page.addAttribute(
                "next",
                newsletter.settings().schedule() == null
                        ? null
                        : newsletter
                                .settings()
                                .schedule()
                                .nextAfter(clock.instant())
                                .orElse(null));
    }

    /** The newsletter; without one the answer is 404. */
    static Newsletter get(Newsletters newsletters, String slug) {
        try {
            return newsletters.get(slug);
        } catch (UnknownNewsletterException e) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, e.getMessage());
        }
    }
}
