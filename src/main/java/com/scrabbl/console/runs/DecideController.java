package com.scrabbl.console.runs;

import com.scrabbl.audit.Audit;
import com.scrabbl.console.CurrentUser;
import com.scrabbl.console.Flash;
import com.scrabbl.console.Say;
import com.scrabbl.delivery.Decisions.Decision;
import com.scrabbl.run.Run;
import com.scrabbl.run.control.AlreadyDecidedException;
import com.scrabbl.run.control.Resolving;
import com.scrabbl.run.view.Census;
import com.scrabbl.run.view.RunFacts;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Decides unknown outcomes at an operator's word: all that were shown, or none. */
@Controller
class DecideController {

    private final UnknownDesk desk;
    private final Resolving resolving;
    private final Census census;
    private final Audit audit;
    private final TransactionOperations transactions;

    DecideController(
            UnknownDesk desk, Resolving resolving, Census census, Audit audit, TransactionOperations transactions) {
        this.desk = desk;
        this.resolving = resolving;
        this.census = census;
        this.audit = audit;
        this.transactions = transactions;
    }

    /** @param count how many the page said */
    @PostMapping("/console/unknown/decide")
    String decide(
            @RequestParam long edition,
            @RequestParam(defaultValue = "") List<Long> subscription,
            @RequestParam(defaultValue = "false") boolean all,
            @RequestParam(defaultValue = "0") int count,
            @RequestParam String decision,
            @RequestParam(defaultValue = "") String reason,
            @AuthenticationPrincipal CurrentUser user,
            Model page,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        Decision decided = UnknownDesk.decision(decision)
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.BAD_REQUEST, "There is no decision %s. Nothing was done.".formatted(decision)));
        RunFacts run = desk.run(edition);
        List<Long> subscriptions = all ? desk.of(edition) : subscription;
        Resolving.Resolved resolved;
        try {
            resolved = Objects.requireNonNull(transactions.execute(status -> {
                if (subscriptions.size() != count || subscriptions.isEmpty()) {
                    throw new AlreadyDecidedException(count, count - subscriptions.size());
                }
                Resolving.Resolved done = resolving.resolve(edition, subscriptions, decided, user.name());
                audit.record(user.change("runs resolve", run.run().name())
                        .detail("%d as %s".formatted(done.count(), decided))
                        .because(reason));
                return done;
            }));
        } catch (AlreadyDecidedException e) {
            List<Long> left = desk.of(edition).stream()
                    .filter(one -> all || subscription.contains(one))
                    .toList();
            desk.confirm(page, edition, left, all, decided);
            return Changed.asked(
                    response,
                    page,
                    "Some of these outcomes were decided meanwhile, by somebody else or by a late answer of the relay."
                            + " Nothing was done. Decide on those that are left.",
                    "console/unknown-decide",
                    reason);
        }
        census.outdated(edition);
        Say say = (Say) Objects.requireNonNull(page.getAttribute("say"));
        page.asMap().clear();
        told(say, resolved, decided, run).on(redirect);
        return "redirect:/console/unknown";
    }

    private static Flash told(Say say, Resolving.Resolved resolved, Decision decision, RunFacts run) {
        String outcomes = say.count(resolved.count(), "outcome", "outcomes");
        Run again = resolved.run();
        String what = switch (decision) {
            case ACCEPTED -> "counted as accepted";
            case CANCEL -> "given up";
            case RESEND -> "sent again";
        };
        return Flash.saying("Decided: %s %s.".formatted(outcomes, what))
                .with("Look at the run", "/console/runs/" + (again == null ? run.id() : again.id()));
    }
}
