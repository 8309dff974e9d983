package com.scrabbl.explain;

import com.scrabbl.edition.Proposal;
import com.scrabbl.explain.Circumstances.Attempt;
import com.scrabbl.explain.Circumstances.Frozen;
import com.scrabbl.explain.Circumstances.Round;
import com.scrabbl.explain.Circumstances.Row;
import com.scrabbl.explain.Explanation.Fact;
import com.scrabbl.run.RunState;
import com.scrabbl.subscriber.Consent;
import com.scrabbl.subscriber.Subscription;
import com.scrabbl.subscriber.Suppression;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What happened to one reader and one edition, and what is still to come, fact by fact. */
final class Timeline {

    private final Circumstances facts;
    private final Moments moments;
    private final List<Fact> timeline = new ArrayList<>();

    private Timeline(Circumstances facts) {
        this.facts = facts;
        moments = facts.moments();
    }

    static List<Fact> of(Circumstances facts) {
        Timeline timeline = new Timeline(facts);
        timeline.reader();
        timeline.edition();
        timeline.begun();
        timeline.row();
        timeline.ended();
        timeline.acts();
        timeline.timeline.sort(Comparator.comparing(Fact::at, Comparator.nullsLast(Comparator.naturalOrder())));
        return timeline.timeline;
    }

    private void reader() {
        if (facts.erasedAt() != null) {
            add(facts.erasedAt(), "The person was erased.");
        }
        Subscription subscription = facts.subscription();
        facts.consents().forEach(this::consent);
        facts.suppressions().forEach(this::suppression);
        if (subscription != null) {
            add(
                    subscription.since(),
                    switch (subscription.state()) {
                        case PENDING -> "Asked to subscribe; not confirmed since.";
                        case ACTIVE -> "Subscribed since then.";
                        case ENDED -> "The subscription ended" + Reasons.inBrackets(subscription.endReason()) + ".";
                    });
            if (subscription.pausedUntil() != null) {
                add(subscription.pausedUntil(), "The reader's pause ends.");
            }
        }
    }

    private void consent(Consent consent) {
        String origin = consent.origin().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String detail = Reasons.inBrackets(consent.detail());
        if (consent.event() == Consent.Event.WITHDRAWN) {
            add(consent.occurredAt(), "Consent was taken back, by %s%s.".formatted(origin, detail));
            return;
        }
        add(consent.occurredAt(), "Consent was given, by %s%s.".formatted(origin, detail));
        if (consent.confirmedAt() != null) {
            add(consent.confirmedAt(), "The address was confirmed.");
        }
    }

    private void suppression(Suppression suppression) {
        String whose = suppression.address().startsWith("@") ? "The domain" : "The address";
        add(
                suppression.since(),
                "%s was suppressed (%s)%s."
                        .formatted(
                                whose,
                                suppression.cause().text(),
                                suppression.evidence() == null ? "" : ": " + suppression.evidence()));
        if (suppression.expiresAt() != null) {
            add(
                    suppression.expiresAt(),
                    "The suppression (%s) ends.".formatted(suppression.cause().text()));
        }
    }

    private void edition() {
        add(facts.slot(), "The edition was due.");
        Proposal proposal = facts.proposal();
        if (proposal != null) {
            add(proposal.proposedAt(), "Articles were chosen, and the edition was proposed for approval.");
            if (proposal.approvedAt() == null) {
                add(proposal.approveUntil(), "Until then it can be approved.");
            } else {
                add(proposal.approvedAt(), "%s approved it.".formatted(proposal.approvedBy()));
            }
        }
        Frozen edition = facts.edition();
        if (edition != null) {
            add(
                    edition.frozenAt(),
                    edition.audience() == null
                            ? "Articles and texts were frozen; the readers are not yet."
                            : "Articles and texts were frozen; then the readers, %s of them."
                                    .formatted(String.format(Locale.ENGLISH, "%,d", edition.audience())));
        }
    }

    private void begun() {
        for (Round round : facts.rounds()) {
            if (round.origin() != null) {
                add(decided(round), "%s: %s.".formatted(name(round), round.origin()));
            }
            if (round.startedAt() != null) {
                add(round.startedAt(), name(round) + " began to work.");
            } else if (round.endedAt() == null) {
                add(
                        round.createdAt(),
                        "%s was recorded: it %s%s."
                                .formatted(
                                        name(round), Reasons.became(round.state()), Reasons.ofState(round.reason())));
            }
        }
    }

    /** Since when it is known why the round is run: an approval says so later than its slot. */
    private Instant decided(Round round) {
        Proposal proposal = facts.proposal();
        Instant approved = proposal == null ? null : proposal.approvedAt();
        return round.round() == 0 && approved != null ? approved : round.createdAt();
    }

    private void ended() {
        for (Round round : facts.rounds()) {
            if (round.endedAt() != null && round.state() != RunState.RUNNING) {
                add(
                        round.endedAt(),
                        "%s %s%s."
                                .formatted(
                                        name(round), Reasons.became(round.state()), Reasons.ofState(round.reason())));
            }
        }
        facts.run()
                .filter(run -> run.dueAt() != null && run.state() == RunState.WAITING)
                .ifPresent(run -> add(run.dueAt(), "The run is due to go on."));
    }

    private String name(Round round) {
        return facts.rounds().size() == 1 ? "The run" : "Round " + round.round();
    }

    private void row() {
        Row row = facts.row();
        if (row == null) {
            return;
        }
        facts.attempts().forEach(attempt -> attempt(attempt, null));
        boolean told = facts.attempts().stream().anyMatch(attempt -> attempt.number() == row.attempts());
        if (!told && row.attempts() > 0 && row.latest().attemptedAt() != null) {
            attempt(row.latest(), row);
        }
        if (row.attempts() == 0 && row.latest().settledAt() != null) {
            add(row.latest().settledAt(), Reasons.outcome(row.state(), row.reason()));
        }
        if (row.decidedAt() != null) {
            add(
                    row.decidedAt(),
                    "%s decided: %s."
                            .formatted(Deciders.of(facts, row).orElse("An operator"), Reasons.decided(row.state())));
        }
        if (row.nextAttemptAt() != null) {
            add(row.nextAttemptAt(), "The next attempt is due.");
        }
        afterwards(row);
    }

    /** What became of the row since its latest attempt, without another one. */
    private void afterwards(Row row) {
        Optional<Attempt> latest = facts.attempts().stream().reduce((first, second) -> second);
        Instant settled = row.latest().settledAt();
        if (row.decidedAt() == null
                && settled != null
                && latest.isPresent()
                && latest.get().state() != row.state()
                && latest.get().settledAt() != null
                && settled.isAfter(latest.get().settledAt())) {
            add(settled, Reasons.outcome(row.state(), row.reason()));
        }
    }

    private void attempt(Attempt attempt, @Nullable Row present) {
        Instant at = attempt.settledAt() == null ? attempt.attemptedAt() : attempt.settledAt();
        StringBuilder sentence = new StringBuilder("Attempt ").append(attempt.number());
        if (attempt.relay() != null) {
            sentence.append(" at ").append(attempt.relay());
        }
        if (attempt.stage() != null) {
            sentence.append(", stage ").append(attempt.stage());
        }
        if (attempt.tookMillis() != null) {
            sentence.append(", ").append(attempt.tookMillis()).append(" ms");
        }
        boolean settledOtherwise = present != null && present.decidedAt() != null;
        sentence.append(". ")
                .append(
                        settledOtherwise
                                ? "Its outcome was unknown."
                                : Reasons.outcome(attempt.state(), attempt.reason()));
        add(at, sentence.toString(), attempt.said());
    }

    private void acts() {
        facts.acts()
                .forEach(act -> add(
                        act.at(),
                        "%s: %s %s%s%s"
                                .formatted(
                                        act.actor(),
                                        act.what(),
                                        act.target(),
                                        Reasons.inBrackets(act.detail()),
                                        act.reason() == null ? "." : ": " + quoted(act.reason()))));
    }

    /** What somebody wrote, as the end of a sentence: its own full stop is enough. */
    private static String quoted(String reason) {
        return reason.matches("(?s).*[.!?]") ? "“%s”".formatted(reason) : "“%s”.".formatted(reason);
    }

    private void add(@Nullable Instant at, String sentence) {
        add(at, sentence, null);
    }

    private void add(@Nullable Instant at, String sentence, @Nullable String reply) {
        timeline.add(new Fact(
                at,
                at == null ? "" : moments.exact(at),
                moments.localised(sentence),
                reply,
                at != null && at.isAfter(facts.now())));
    }
}
