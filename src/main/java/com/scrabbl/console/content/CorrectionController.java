package com.scrabbl.console.content;

import com.scrabbl.audit.Audit;
import com.scrabbl.console.CurrentUser;
import com.scrabbl.console.Flash;
import com.scrabbl.edition.Corrections;
import com.scrabbl.edition.NoCorrectionException;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.Newsletters;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Whether readers are told that an article was changed or withdrawn after it was sent. */
@Controller
class CorrectionController {

    private final Newsletters newsletters;
    private final Corrections corrections;
    private final Audit audit;
    private final TransactionOperations transactions;

    CorrectionController(
            Newsletters newsletters, Corrections corrections, Audit audit, TransactionOperations transactions) {
        this.newsletters = newsletters;
        this.corrections = corrections;
        this.audit = audit;
        this.transactions = transactions;
    }

    /** @param decision {@code accept}; anything else dismisses it */
    @PostMapping("/console/articles/{id}/corrections")
    String decide(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String newsletter,
            @RequestParam(defaultValue = "") String decision,
            @RequestParam(defaultValue = "") String text,
            @AuthenticationPrincipal CurrentUser user,
            RedirectAttributes redirect) {
        Newsletter whose = newsletters.find(newsletter).orElseThrow(() -> NewslettersController.unknown(newsletter));
        boolean accepted = decision.equals("accept");
        try {
            transactions.executeWithoutResult(status -> {
                if (accepted) {
                    corrections.accept(whose, id, text, user.name());
                } else {
                    corrections.dismiss(whose, id, user.name());
                }
                audit.record(user.change(accepted ? "corrections accept" : "corrections dismiss", newsletter)
                        .detail("article " + id + (accepted && !text.isBlank() ? ": " + text : "")));
            });
        } catch (NoCorrectionException e) {
            Flash.saying(e.getMessage() + " Nothing was changed.").on(redirect);
            return "redirect:/console/articles/" + id;
        }
        Flash.saying(accepted ? "The next edition tells its readers." : "Readers are told nothing of it.")
                .on(redirect);
        return "redirect:/console/articles/" + id;
    }
}
