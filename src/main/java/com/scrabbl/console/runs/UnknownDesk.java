package com.scrabbl.console.runs;

import com.scrabbl.delivery.Decisions.Decision;
import com.scrabbl.delivery.LedgerRow;
import com.scrabbl.edition.Editions;
import com.scrabbl.edition.FrozenDigest;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.newsletter.Policies.InDoubt;
import com.scrabbl.run.view.DeliveryList;
import com.scrabbl.run.view.History;
import com.scrabbl.run.view.RunFacts;
import com.scrabbl.run.view.UnknownOutcomes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.server.ResponseStatusException;

/** What lies on the desk of unknown outcomes: one edition's at a time, with what is known of them. */
@Component
class UnknownDesk {

    private static final int PAGE = 50;

    /** That are decided at once. */
    private static final int MOST = 10_000;

    private final UnknownOutcomes unknown;
    private final History history;
    private final DeliveryList deliveries;
    private final Editions editions;
    private final Newsletters newsletters;

    UnknownDesk(
            UnknownOutcomes unknown,
            History history,
            DeliveryList deliveries,
            Editions editions,
            Newsletters newsletters) {
        this.unknown = unknown;
        this.history = history;
        this.deliveries = deliveries;
        this.editions = editions;
        this.newsletters = newsletters;
    }

    /** An edition with unknown outcomes. */
    public record Open(RunFacts run, long count) {}

    /** A delivery on the desk. */
    public record Doubt(LedgerRow row, Evidence evidence, String messageId) {}

    /**
     * The page of an edition.
     *
     * @param edition null for the newest that has any
     * @param after the last subscription that was seen, 0 for the beginning
     */
    void fill(Model page, @Nullable Long edition, long after) {
        List<Open> open = new ArrayList<>();
        for (UnknownOutcomes.OfEdition one : unknown.byEdition()) {
            history.latestOf(one.edition()).ifPresent(run -> open.add(new Open(run, one.count())));
        }
        Optional<Open> present = open.stream()
                .filter(one -> edition == null || edition.equals(one.run().edition()))
                .findFirst();
        page.addAttribute("open", open);
        page.addAttribute("later", after > 0);
        page.addAttribute("present", present.orElse(null));
        present.ifPresent(one -> fill(page, one.run(), after));
    }

    private void fill(Model page, RunFacts run, long after) {
        long edition = Objects.requireNonNull(run.edition());
        FrozenDigest digest = editions.digest(editions.byId(edition));
        List<LedgerRow> rows = unknown.rows(edition, after, PAGE + 1);
        List<LedgerRow> shown = rows.subList(0, Math.min(PAGE, rows.size()));
        InDoubt policy =
                newsletters.byId(run.run().newsletterId()).settings().policies().inDoubt();
        page.addAttribute(
                "doubts",
                shown.stream()
                        .map(row -> new Doubt(row, Evidence.of(row), digest.messageId(row.subscription())))
                        .toList());
        page.addAttribute(
                "older",
                rows.size() > PAGE
                        ? "/console/unknown?edition=" + edition + "&after="
                                + shown.get(PAGE - 1).subscription()
                        : "");
        page.addAttribute("hold", policy == InDoubt.HOLD);
    }

    /** The page that asks whether these are to be decided so. */
    void confirm(Model page, long edition, List<Long> subscriptions, boolean all, Decision decision) {
        page.addAttribute("run", run(edition));
        page.addAttribute("edition", edition);
        page.addAttribute("subscriptions", subscriptions);
        page.addAttribute("all", all);
        page.addAttribute("decision", decision.name());
        page.addAttribute(
                "readers",
                deliveries.of(edition, subscriptions.stream().limit(PAGE).toList()));
    }

    /** The latest round of an edition; without one the answer is 404. */
    RunFacts run(long edition) {
        return history.latestOf(edition)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such edition."));
    }

    /** All of an edition whose outcome is unknown. */
    List<Long> of(long edition) {
        return unknown.rows(edition, 0, MOST).stream()
                .map(LedgerRow::subscription)
                .toList();
    }

    static Optional<Decision> decision(String name) {
        return Arrays.stream(Decision.values())
                .filter(one -> one.name().equals(name))
                .findFirst();
    }
}
