package com.scrabbl.console.schedule;

import com.scrabbl.article.Article;
import com.scrabbl.audit.Audit;
import com.scrabbl.console.CurrentUser;
import com.scrabbl.console.Flash;
import com.scrabbl.console.Problem;
import com.scrabbl.edition.Proposal.ProposedArticle;
import com.scrabbl.edition.ProposalChangedException;
import com.scrabbl.run.PublicUrlMissingException;
import com.scrabbl.run.UnknownRunException;
import com.scrabbl.run.approval.Approvals;
import com.scrabbl.run.approval.NotProposedException;
import com.scrabbl.run.approval.ProposalRefusedException;
import com.scrabbl.run.approval.Proposed;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page of an edition that waits: its articles are put in order and dropped, it gets a subject, it is approved. */
@Controller
@RequestMapping("/console/editions/{newsletter}/{slot}/approve")
class ApprovalController {

    private final Approvals approvals;
    private final ApprovalPages pages;
    private final Audit audit;
    private final TransactionOperations transactions;

    ApprovalController(Approvals approvals, ApprovalPages pages, Audit audit, TransactionOperations transactions) {
        this.approvals = approvals;
        this.pages = pages;
        this.audit = audit;
        this.transactions = transactions;
    }

    @GetMapping
    String look(
            @PathVariable("newsletter") String newsletter,
            @PathVariable("slot") String slot,
            Model page,
            RedirectAttributes redirect) {
        try {
            return pages.show(get(newsletter, slot), page);
        } catch (NotProposedException e) {
            Flash.saying(Objects.requireNonNull(e.getMessage())).on(redirect);
            return "redirect:/console/runs/" + e.run();
        }
    }

    /**
     * The edition of a form, as it was shown.
     *
     * @param version of the proposal when its page was opened
     */
    record Shown(String newsletter, String slot, int version) {}

    /** @param move {@code up}, {@code down}, {@code drop} or {@code back}, a colon and an article's number */
    @PostMapping("/articles")
    Object move(
            @ModelAttribute Shown shown,
            @RequestParam("move") String move,
            @AuthenticationPrincipal CurrentUser user,
            Model page) {
        return unlessChanged(shown, page, (proposed, seen) -> {
            Move wanted = Move.of(move);
            change(seen, wanted.wish(proposed.proposal()), wanted.told(proposed.proposal()), user);
            return redirect(proposed) + "#articles";
        });
    }

    @PostMapping("/subject")
    Object word(
            @ModelAttribute Shown shown,
            @RequestParam(defaultValue = "") String subject,
            @AuthenticationPrincipal CurrentUser user,
            Model page,
            RedirectAttributes redirect) {
        return unlessChanged(shown, page, (proposed, seen) -> {
            try {
                Approvals.Wish wish = new Approvals.Wish(List.of(), dropped(proposed), subject);
                boolean own = wish.subject() == null;
                change(seen, wish, "subject: " + (own ? "the newsletter's" : wish.subject()), user);
                Flash.saying(own ? "The subject is the newsletter's own again." : "The subject is changed.")
                        .on(redirect);
                return redirect(proposed);
            } catch (ProposalChangedException e) {
                throw e;
            } catch (IllegalArgumentException e) {
                page.addAttribute("problems", List.of(new Problem("subject", sentence(e))));
                page.addAttribute("subject", subject);
                return new ModelAndView(pages.show(proposed, page), page.asMap(), HttpStatus.UNPROCESSABLE_CONTENT);
            }
        });
    }

    @PostMapping
    Object approve(
            @ModelAttribute Shown shown,
            @RequestParam(name = "article", defaultValue = "") List<Long> articles,
            @AuthenticationPrincipal CurrentUser user,
            Model page,
            RedirectAttributes redirect) {
        return unlessChanged(shown, page, (proposed, seen) -> {
            try {
                requireSame(seen, articles);
                act(() -> {
                    approvals.approve(seen, user.name());
                    audit.record(user.change("runs approve", seen.run().name())
                            .detail("approved with articles "
                                    + articles.toString().replaceAll("[\\[\\]]", "")));
                });
            } catch (ProposalRefusedException | PublicUrlMissingException e) {
                page.addAttribute("problems", List.of(new Problem("articles", sentence(e))));
                return new ModelAndView(pages.show(proposed, page), page.asMap(), HttpStatus.UNPROCESSABLE_CONTENT);
            }
            Flash.saying("Approved: %s of %s %s sent now, within seconds."
                            .formatted(
                                    articles.size() == 1 ? "1 article" : articles.size() + " articles",
                                    proposed.newsletter().name(),
                                    articles.size() == 1 ? "is" : "are"))
                    .on(redirect);
            return "redirect:/console/runs/" + proposed.run().id();
        });
    }

    @GetMapping("/skip")
    String askToSkip(@PathVariable("newsletter") String newsletter, @PathVariable("slot") String slot, Model page) {
        pages.show(proposed(newsletter, slot), page);
        return "console/approve-skip";
    }

    @PostMapping("/skip")
    Object skip(
            @ModelAttribute Shown shown,
            @RequestParam(defaultValue = "") String reason,
            @AuthenticationPrincipal CurrentUser user,
            Model page,
            RedirectAttributes redirect) {
        return unlessChanged(shown, page, (proposed, seen) -> {
            act(() -> {
                approvals.skip(seen, user.name());
                audit.record(user.change("runs approve", seen.run().name())
                        .detail("skipped")
                        .because(reason));
            });
            Flash.saying("Skipped. The articles of %s are candidates of its next edition."
                            .formatted(proposed.newsletter().name()))
                    .on(redirect);
            return "redirect:/console/runs/" + proposed.run().id();
        });
    }

    /** What is done to the proposal as it stands, if it is the one that was seen; else the page asks again. */
    private Object unlessChanged(Shown shown, Model page, BiFunction<Proposed, Proposed, Object> deed) {
        Proposed proposed = proposed(shown.newsletter(), shown.slot());
        try {
            return deed.apply(proposed, proposed.seen(shown.version()));
        } catch (ProposalChangedException e) {
            page.addAttribute("changed", e.getMessage());
            return new ModelAndView(
                    pages.show(proposed(shown.newsletter(), shown.slot()), page), page.asMap(), HttpStatus.CONFLICT);
        }
    }

    private Proposed proposed(String newsletter, String slot) {
        try {
            return get(newsletter, slot);
        } catch (NotProposedException e) {
            throw over(e);
        }
    }

    private Proposed get(String newsletter, String slot) {
        try {
            return approvals.get(newsletter + "/" + slot);
        } catch (UnknownRunException e) {
            throw new ResponseStatusException(
                    HttpStatus.NOT_FOUND, "There is no edition %s/%s.".formatted(newsletter, slot), e);
        }
    }

    private void change(Proposed seen, Approvals.Wish wish, String told, CurrentUser user) {
        act(() -> {
            approvals.change(seen, wish, user.name());
            audit.record(user.change("runs approve", seen.run().name()).detail(told));
        });
    }

    /** Both what is done and its entry in the audit, or neither. */
    private void act(Runnable change) {
        try {
            transactions.executeWithoutResult(status -> change.run());
        } catch (NotProposedException e) {
            throw over(e);
        }
    }

    private static ResponseStatusException over(NotProposedException e) {
        return new ResponseStatusException(HttpStatus.CONFLICT, e.getMessage(), e);
    }

    /** What was withdrawn since the page was opened is not left out unseen. */
    private static void requireSame(Proposed proposed, List<Long> seen) {
        List<Long> present =
                proposed.proposal().chosen().stream().map(Article::id).toList();
        if (!present.equals(seen)) {
            throw new ProposalChangedException(
                    "An article was withdrawn, or went into another edition, in the meantime.");
        }
    }

    private static String redirect(Proposed proposed) {
        return "redirect:" + Waiting.path(proposed);
    }

    private static Set<Long> dropped(Proposed proposed) {
        return proposed.proposal().articles().stream()
                .filter(ProposedArticle::dropped)
                .map(one -> one.article().id())
                .collect(Collectors.toSet());
    }

    private static String sentence(RuntimeException e) {
        return Objects.requireNonNullElse(e.getMessage(), "That can't be taken.");
    }
}
