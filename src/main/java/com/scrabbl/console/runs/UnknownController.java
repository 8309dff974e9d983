package com.scrabbl.console.runs;

import com.scrabbl.audit.Audit;
import com.scrabbl.console.CurrentUser;
import com.scrabbl.console.Flash;
import com.scrabbl.console.Problem;
import com.scrabbl.console.Say;
import com.scrabbl.delivery.Decisions.Decision;
import com.scrabbl.edition.Editions;
import com.scrabbl.edition.FrozenDigest;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.newsletter.Policies.InDoubt;
import com.scrabbl.run.AlreadyDecidedException;
import com.scrabbl.run.Resolving;
import com.scrabbl.run.Run;
import com.scrabbl.run.view.Census;
import com.scrabbl.run.view.DeliveryList;
import com.scrabbl.run.view.DeliveryRow;
import com.scrabbl.run.view.History;
import com.scrabbl.run.view.RunFacts;
import com.scrabbl.run.view.UnknownOutcomes;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The desk of deliveries whose outcome nobody knows. */
@Controller
class UnknownController {

    private static final int PAGE = 50;

    /** That are decided at once. */
    private static final int MOST = 10_000;

    private final UnknownOutcomes unknown;
    private final History history;
    private final DeliveryList deliveries;
    private final Editions editions;
    private final Newsletters newsletters;
    private final Resolving resolving;
    private final Census census;
    private final Audit audit;
    private final TransactionOperations transactions;

    UnknownController(
            UnknownOutcomes unknown,
            History history,
            DeliveryList deliveries,
            Editions editions,
            Newsletters newsletters,
            Resolving resolving,
            Census census,
            Audit audit,
            TransactionOperations transactions) {
        this.unknown = unknown;
        this.history = history;
        this.deliveries = deliveries;
        this.editions = editions;
        this.newsletters = newsletters;
        this.resolving = resolving;
        this.census = census;
        this.audit = audit;
        this.transactions = transactions;
    }

    /** An edition with unknown outcomes. */
    public record Open(RunFacts run, long count) {}

    /** A delivery on the desk. */
    public record Doubt(DeliveryRow row, Evidence evidence, String messageId) {}

    @GetMapping("/console/unknown")
    String desk(
            @RequestParam(required = false) @Nullable Long edition,
            @RequestParam(defaultValue = "0") long after,
            Model page) {
        fill(page, edition, after);
        return "console/unknown";
    }

    private void fill(Model page, @Nullable Long edition, long after) {
        List<Open> open = new ArrayList<>();
        for (UnknownOutcomes.OfEdition one : unknown.byEdition()) {
            history.latestOf(one.edition()).ifPresent(run -> open.add(new Open(run, one.count())));
        }
        page.addAttribute("open", open);
        page.addAttribute("later", after > 0);
        Open present = open.stream()
                .filter(one -> edition == null || edition.equals(one.run().edition()))
                .findFirst()
                .orElse(null);
        page.addAttribute("present", present);
        if (present == null) {
            return;
        }
        long id = Objects.requireNonNull(present.run().edition());
        FrozenDigest digest = editions.digest(editions.byId(id));
        List<DeliveryRow> rows = unknown.rows(id, after, PAGE + 1);
        boolean more = rows.size() > PAGE;
        List<DeliveryRow> shown = more ? rows.subList(0, PAGE) : rows;
        page.addAttribute(
                "doubts",
                shown.stream()
                        .map(row -> new Doubt(row, Evidence.of(row), digest.messageId(row.subscription())))
                        .toList());
        page.addAttribute(
                "older",
                more
                        ? "/console/unknown?edition=" + id + "&after="
                                + shown.get(PAGE - 1).subscription()
                        : "");
        page.addAttribute(
                "hold",
                newsletters
                                .byId(present.run().run().newsletterId())
                                .settings()
                                .policies()
                                .inDoubt()
                        == InDoubt.HOLD);
    }

    /** What would happen; nothing does yet. */
    @GetMapping("/console/unknown/decide")
    String summary(
            @RequestParam long edition,
            @RequestParam(defaultValue = "") List<Long> subscription,
            @RequestParam(defaultValue = "false") boolean all,
            @RequestParam(defaultValue = "") String decision,
            Model page,
            HttpServletResponse response) {
        List<Problem> problems = new ArrayList<>();
        if (subscription.isEmpty() && !all) {
            problems.add(new Problem("reader-1", "Tick at least one reader, or all of this edition."));
        }
        if (decision(decision) == null) {
            problems.add(new Problem("decision", "Choose what shall happen to the ticked readers."));
        }
        if (!problems.isEmpty()) {
            fill(page, edition, 0);
            page.addAttribute("problems", problems);
            page.addAttribute(
                    "ticked", subscription.stream().map(String::valueOf).toList());
            page.addAttribute("decision", decision);
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return "console/unknown";
        }
        confirm(
                page,
                edition,
                all ? unknownOf(edition) : subscription,
                all,
                Objects.requireNonNull(decision(decision)));
        return "console/unknown-decide";
    }

    private void confirm(Model page, long edition, List<Long> subscriptions, boolean all, Decision decision) {
        RunFacts run = run(edition);
        page.addAttribute("run", run);
        page.addAttribute("edition", edition);
        page.addAttribute("subscriptions", subscriptions);
        page.addAttribute("all", all);
        page.addAttribute("decision", decision.name());
        page.addAttribute(
                "readers",
                deliveries.of(edition, subscriptions.stream().limit(PAGE).toList()));
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
        Decision decided = decision(decision);
        if (decided == null) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "There is no decision " + decision + ".");
        }
        RunFacts run = run(edition);
        List<Long> subscriptions = all ? unknownOf(edition) : subscription;
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
            confirm(
                    page,
                    edition,
                    unknownOf(edition).stream()
                            .filter(one -> all || subscription.contains(one))
                            .toList(),
                    all,
                    decided);
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
        return switch (decision) {
            case ACCEPTED ->
                Flash.saying("Decided: %s counted as accepted.".formatted(outcomes))
                        .with("Look at the run", "/console/runs/" + run.id());
            case CANCEL ->
                Flash.saying("Decided: %s given up.".formatted(outcomes))
                        .with("Look at the run", "/console/runs/" + run.id());
            case RESEND ->
                Flash.saying("Decided: %s sent again.".formatted(outcomes))
                        .with("Look at the run", "/console/runs/" + (again == null ? run.id() : again.id()));
        };
    }

    private RunFacts run(long edition) {
        return history.latestOf(edition)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such edition."));
    }

    private List<Long> unknownOf(long edition) {
        return unknown.rows(edition, 0, MOST).stream()
                .map(DeliveryRow::subscription)
                .toList();
    }

    private static @Nullable Decision decision(String name) {
        return Arrays.stream(Decision.values())
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
