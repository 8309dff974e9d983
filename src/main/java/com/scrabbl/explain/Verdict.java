package com.scrabbl.explain;

import com.scrabbl.explain.Circumstances.Row;
import com.scrabbl.run.RunState;
import com.scrabbl.subscriber.Suppression;
import java.time.Instant;
import java.util.Optional;

/** The answer: whether the reader got it, why, and what happens next. Each sentence is said for one combination of facts. */
final class Verdict {

    private final Circumstances facts;
    private final Moments moments;
    private final String who;

    private Verdict(Circumstances facts) {
        this.facts = facts;
        moments = facts.moments();
        who = facts.address().typed();
    }

    static String of(Circumstances facts) {
        Verdict verdict = new Verdict(facts);
        Row row = facts.row();
        return verdict.moments.localised(row == null ? new NoRowVerdict(facts).text() : verdict.of(row));
    }

    private String of(Row row) {
        return switch (row.state()) {
            case PLANNED -> notYet(planned(row)) + next(row);
            case SENDING -> sending(row);
            case ACCEPTED -> accepted(row);
            case DEFERRED -> notYet(Reasons.deferred(row.reason())) + next(row);
            case REJECTED -> who + " did not get it. " + Reasons.rejected(row.reason());
            case UNKNOWN -> unknown(row);
            case EXPIRED -> who + " did not get it in time. " + Reasons.expired(row.reason());
            case SKIPPED -> who + " did not get it. " + Reasons.skipped(row.reason());
            case CANCELLED ->
                who + " was given up. " + decided(row, "decided to send no mail")
                        + " Whether an earlier try arrived is not known.";
            case BOUNCED ->
                who + " did not get it. The relay accepted it, and it came back later"
                        + Reasons.inBrackets(row.reason()) + ".";
            case COMPLAINED -> who + " got it and called it spam" + Reasons.inBrackets(row.reason()) + ".";
        };
    }

    private String notYet(String why) {
        return who + " has not got it yet. " + why;
    }

    private String planned(Row row) {
        if (row.reason() != null && row.reason().startsWith(Reasons.REDONE)) {
            return "It is to be sent again in round %d.".formatted(row.round());
        }
        return row.attempts() == 0 ? "It was not tried so far." : "It is to be tried again.";
    }

    private String sending(Row row) {
        return row.beingSent()
                ? who + " is being sent it at this moment (attempt " + row.attempts() + ")."
                : "Nobody can know yet whether " + who + " has got it. The process that was sending is not heard of any"
                        + " more: the next execution of the run makes the outcome unknown.";
    }

    private String accepted(Row row) {
        if (row.decidedAt() != null) {
            return who + " counts as having got it. " + decided(row, "decided that the relay has it");
        }
        String relay = row.latest().relay() == null
                ? "The relay"
                : "The relay " + row.latest().relay();
        String when = row.latest().settledAt() == null
                ? ""
                : " " + moments.when(row.latest().settledAt());
        String tries = row.attempts() > 1 ? ", at attempt " + row.attempts() : "";
        return who + " was sent it. " + relay + " accepted the message" + when + tries
                + "; what the mailbox did with it is not known here.";
    }

    private String unknown(Row row) {
        String next = row.nextAttemptAt() == null
                ? "An operator decides: count as accepted, send again, or give up."
                : "By the newsletter's policy it is sent again when the run goes on, with the same Message-ID.";
        return "Nobody can know whether " + who + " has got it"
                + (row.reason() == null ? ". " : ": " + Reasons.unknown(row.reason()) + ". ") + next;
    }

    private String decided(Row row, String what) {
        return Deciders.of(facts, row)
                .map(name -> name + " " + what + when(row) + ".")
                .orElse("An operator " + what + when(row) + ".");
    }

    private String when(Row row) {
        return row.decidedAt() == null ? "" : " " + moments.when(row.decidedAt());
    }

    /** What becomes of a row that is open. */
    private String next(Row row) {
        Optional<String> hindrance = hindrance(row);
        if (hindrance.isPresent()) {
            return " It will not be sent: " + hindrance.get() + ".";
        }
        Optional<Circumstances.Round> run = facts.run();
        if (run.isEmpty()) {
            return "";
        }
        String resume = " Nothing is sent until somebody resumes it (`runs resume %d`)."
                .formatted(run.get().id());
        return switch (run.get().state()) {
            case RUNNING -> row.nextAttemptAt() == null ? " The run is under way." : nextTry(row);
            case WAITING, FAILED ->
                row.nextAttemptAt() == null
                        ? run.get().state() == RunState.FAILED
                                ? " The run failed%s%s."
                                        .formatted(Reasons.after(run.get().reason()), goesOn(run.get()))
                                : " The run waits%s.".formatted(goesOn(run.get()))
                        : nextTry(row);
            case STOPPED -> " The run was stopped by an operator." + resume;
            case HALTED ->
                " The run was halted by a rule" + Reasons.after(run.get().reason()) + "." + resume;
            case PROPOSED -> " The edition waits for an operator's approval.";
            case COMPLETED, SKIPPED, MISSED ->
                " The run is %s all the same, so nothing sends it: have a look at `runs show %d`."
                        .formatted(run.get().state(), run.get().id());
        };
    }

    private String nextTry(Row row) {
        if (row.nextAttemptAt() == null) {
            return "";
        }
        String next = moments.at(row.nextAttemptAt());
        return row.nextAttemptAt().isAfter(facts.now())
                ? replaced(" The next try is at %s.", next)
                : " The next try has been due since %s.".formatted(next);
    }

    /** A time of another day is not "at". */
    private static String replaced(String sentence, String time) {
        return (time.length() > 5 ? sentence.replace(" at ", " on ") : sentence).formatted(time);
    }

    private String goesOn(Circumstances.Round run) {
        if (run.dueAt() == null) {
            return run.state() == RunState.FAILED ? "; it was given up" : "";
        }
        return run.dueAt().isAfter(facts.now()) ? "; it goes on " + moments.when(run.dueAt()) : "; it is due now";
    }

    /** What has happened since the freezing that keeps the mail from going out. */
    private Optional<String> hindrance(Row row) {
        Instant due = row.nextAttemptAt() == null ? facts.now() : row.nextAttemptAt();
        return Standing.left(facts)
                .or(() -> facts.suppression().map(Verdict::suppressed))
                .or(() -> facts.pausedUntil()
                        .filter(until -> until.isAfter(due))
                        .map(until -> "the reader makes a pause until " + moments.at(until)));
    }

    private static String suppressed(Suppression suppression) {
        return (suppression.address().startsWith("@") ? "the whole domain" : "the address") + " is suppressed ("
                + suppression.cause().text() + ")";
    }
}
