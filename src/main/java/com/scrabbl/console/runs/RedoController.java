package com.scrabbl.console.runs;

import com.scrabbl.audit.Audit;
import com.scrabbl.console.CurrentUser;
import com.scrabbl.console.Flash;
import com.scrabbl.console.Say;
import com.scrabbl.delivery.DeliveryState;
import com.scrabbl.run.PublicUrlMissingException;
import com.scrabbl.run.RunRefusedException;
import com.scrabbl.run.control.RedoChangedException;
import com.scrabbl.run.control.Redoing;
import com.scrabbl.run.view.Census;
import com.scrabbl.run.view.Figures;
import com.scrabbl.run.view.Newcomers;
import com.scrabbl.run.view.RunFacts;
import com.scrabbl.run.view.Standing;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Says whom a redo reaches and whom it leaves alone, from figures that are known or are being counted, and opens its round for
 * those who were counted.
 */
@Controller
class RedoController {

    private static final String TEMPLATE = "console/run-redo";
    private static final String OTHER_NUMBERS =
            "The numbers have changed since this page was opened. Nothing was done. Decide on these.";

    private final RunPages pages;
    private final Redoing redoing;
    private final Census census;
    private final Newcomers newcomers;
    private final Audit audit;
    private final TransactionOperations transactions;

    RedoController(
            RunPages pages,
            Redoing redoing,
            Census census,
            Newcomers newcomers,
            Audit audit,
            TransactionOperations transactions) {
        this.pages = pages;
        this.redoing = redoing;
        this.census = census;
        this.newcomers = newcomers;
        this.audit = audit;
        this.transactions = transactions;
    }

    /** The numbers that a page showed. */
    record Shown(long rejected, long expired, long unknown, long joined, long leftUnknown) {

        Redoing.Plan plan() {
            return new Redoing.Plan(rejected, expired, unknown, joined, leftUnknown);
        }
    }

    @GetMapping("/console/runs/{id:\\d{1,18}}/redo")
    String ask(
            @PathVariable long id,
            @RequestParam(defaultValue = "false") boolean withUnknown,
            @RequestParam(defaultValue = "false") boolean withJoined,
            Model page,
            HttpServletResponse response) {
        count(id, withUnknown, withJoined, page);
        return TEMPLATE;
    }

    @PostMapping("/console/runs/{id:\\d{1,18}}/redo")
    String redo(
            @PathVariable long id,
            @RequestParam(defaultValue = "false") boolean withUnknown,
            @RequestParam(defaultValue = "false") boolean withJoined,
            @ModelAttribute Shown shown,
            @RequestParam(defaultValue = "") String reason,
            @AuthenticationPrincipal CurrentUser user,
            Model page,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        RunFacts run = pages.run(id);
        String name = run.run().name();
        Redoing.Opened opened;
        Optional<Redoing.Plan> present = RunWords.canRedo(run)
                ? census.ofPresentState(run, true)
                        .map(figures -> Redoing.plan(figures, withUnknown, withJoined ? shown.joined() : 0))
                : Optional.of(shown.plan());
        if (present.filter(shown.plan()::equals).isEmpty()) {
            count(id, withUnknown, withJoined, page);
            return Changed.asked(response, page, OTHER_NUMBERS, TEMPLATE, reason);
        }
        try {
            opened = Objects.requireNonNull(transactions.execute(status -> {
                Redoing.Opened round = redoing.openDue(run.run(), withUnknown, withJoined, shown.plan());
                audit.record(user.change("runs redo", name)
                        .detail("round %d for %d deliveries, %d suppressions lifted"
                                .formatted(round.run().round(), round.plan().total(), round.lifted()))
                        .because(reason));
                return round;
            }));
        } catch (RedoChangedException | RunRefusedException e) {
            count(id, withUnknown, withJoined, page);
            return Changed.asked(
                    response,
                    page,
                    e instanceof RedoChangedException
                            ? OTHER_NUMBERS
                            : "Another round of this edition was opened meanwhile. Nothing more was done.",
                    TEMPLATE,
                    reason);
        } catch (PublicUrlMissingException e) {
            count(id, withUnknown, withJoined, page);
            return Changed.asked(response, page, e.getMessage() + " Nothing was done.", TEMPLATE, reason);
        }
        census.outdated(Objects.requireNonNull(run.edition()));
        long total = opened.plan().total();
        Say say = (Say) Objects.requireNonNull(page.getAttribute("say"));
        page.asMap().clear();
        String lifted = opened.lifted() == 0
                ? ""
                : " %s lifted.".formatted(say.count(opened.lifted(), "suppression is", "suppressions are"));
        Flash.saying("Round %d is opened for %s.%s It begins within seconds."
                        .formatted(opened.run().round(), say.count(total, "reader", "readers"), lifted))
                .on(redirect);
        return "redirect:/console/runs/" + opened.run().id();
    }

    private void count(long id, boolean withUnknown, boolean withJoined, Model page) {
        RunFacts run = pages.run(id);
        page.addAttribute("run", run);
        page.addAttribute("withUnknown", withUnknown);
        page.addAttribute("withJoined", withJoined);
        if (!RunWords.canRedo(run)) {
            return;
        }
        long edition = Objects.requireNonNull(run.edition());
        Optional<Figures> figures = census.ofPresentState(run, false);
        OptionalLong joinable = newcomers.of(edition);
        if (figures.isEmpty() || joinable.isEmpty()) {
            page.addAttribute("counting", true);
            page.addAttribute("counted", figures.isPresent() ? 0 : census.counted(edition));
            return;
        }
        Redoing.Plan plan = Redoing.plan(figures.get(), withUnknown, withJoined ? joinable.getAsLong() : 0);
        Map<DeliveryState, Long> states = figures.get().states();
        page.addAttribute("plan", plan);
        page.addAttribute("all", figures.get().rows());
        page.addAttribute("joinable", joinable.getAsLong());
        page.addAttribute("accepted", figures.get().of(Standing.ACCEPTED));
        page.addAttribute("theirs", states.getOrDefault(DeliveryState.REJECTED, 0L) - plan.rejected());
        page.addAttribute("skipped", states.getOrDefault(DeliveryState.SKIPPED, 0L));
        page.addAttribute("cancelled", states.getOrDefault(DeliveryState.CANCELLED, 0L));
    }
}
