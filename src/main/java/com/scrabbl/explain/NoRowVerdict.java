package com.scrabbl.explain;

import com.scrabbl.explain.Circumstances.Frozen;
import com.scrabbl.explain.Circumstances.Round;
import com.scrabbl.subscriber.Subscription;
import com.scrabbl.subscriber.Subscription.State;

/** The answer for who has no row in the edition's ledger: an edition that nobody got, or somebody who was not of its readers. */
final class NoRowVerdict {

    private final Circumstances facts;
    private final Moments moments;
    private final String who;

    NoRowVerdict(Circumstances facts) {
        this.facts = facts;
        moments = facts.moments();
        who = facts.address().typed();
    }

    String text() {
        Subscription subscription = facts.subscription();
        if (!facts.known()) {
            return stranger();
        }
        if (subscription == null) {
            return "%s never subscribed to %s."
                    .formatted(who, facts.newsletter().name());
        }
        Frozen edition = facts.edition();
        if (edition != null && edition.audience() != null) {
            return who + " did not get it. " + Standing.withoutRow(facts, subscription, edition.frozenAt());
        }
        return facts.run()
                .map(run -> nobody(run) + wouldGetIt(run, subscription))
                .orElse("Nothing ran for it.");
    }

    private String stranger() {
        return facts.erasedAt() == null
                ? "Nobody on the lists has the address %s.".formatted(who)
                : ("The person with the address %s was erased %s. What the person got before is kept without the address:"
                                + " only as numbers.")
                        .formatted(who, moments.when(facts.erasedAt()));
    }

    private static final String NOT_YET = "Nobody has got it yet: ";

    private String nobody(Round run) {
        return switch (run.state()) {
            case SKIPPED -> "Nobody got it: there was no edition." + Reasons.ofRun(run.reason());
            case MISSED -> "Nobody got it: the slot was missed." + Reasons.ofRun(run.reason());
            case PROPOSED -> NOT_YET + "the edition waits for an operator's approval." + Reasons.ofRun(run.reason());
            case RUNNING ->
                NOT_YET
                        + (facts.edition() == null
                                ? "its articles are being selected."
                                : "its readers are being frozen.");
            case WAITING -> NOT_YET + "the run waits." + Reasons.ofRun(run.reason());
            case STOPPED ->
                NOT_YET
                        + "the run was stopped by an operator before its readers were frozen; `runs resume %d` goes on."
                                .formatted(run.id());
            case HALTED -> NOT_YET + "the run was halted by a rule." + Reasons.ofRun(run.reason());
            case FAILED ->
                run.dueAt() == null
                        ? "Nobody got it: the run failed and was given up." + Reasons.ofRun(run.reason())
                        : NOT_YET + "the run failed and is tried again." + Reasons.ofRun(run.reason());
            case COMPLETED ->
                "Nobody got it: the run is completed without frozen readers; have a look at `runs show %d`."
                        .formatted(run.id());
        };
    }

    /** As things stand, for an edition that may still come. */
    private String wouldGetIt(Round run, Subscription subscription) {
        return run.isOpen() ? asThingsStand(subscription) : "";
    }

    private String asThingsStand(Subscription subscription) {
        if (subscription.state() != State.ACTIVE) {
            return Standing.left(facts)
                    .map(left -> " As things stand %s will not get it: %s.".formatted(who, left))
                    .orElse("");
        }
        return facts.suppression()
                .map(held -> " As things stand %s will not get it: the address is suppressed (%s)."
                        .formatted(who, held.cause().text()))
                .or(() -> facts.pausedUntil()
                        .map(until -> " As things stand %s will not get it: there is a pause until %s."
                                .formatted(who, moments.at(until))))
                .orElse((Choice.hasNothingFor(facts)
                                ? " As things stand %s will not get it: the reader chose topics, and no proposed article is about one of them."
                                : " As things stand %s will be among its readers.")
                        .formatted(who));
    }
}
