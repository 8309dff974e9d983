package com.scrabbl.run.refusal;

import com.scrabbl.delivery.DeliveryState;
import com.scrabbl.delivery.ReplyClass;
import com.scrabbl.subscriber.Suppression.Cause;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * That a reader gets no more mail.
 *
 * @param runs in so many runs it was refused
 */
record Conclusion(Cause cause, int runs) {

    /** As many outcomes of a reader, the latest ones, are enough to conclude from. */
    static final int MOST_OUTCOMES = 31;

    private static final Set<ReplyClass> AT_ONCE =
            EnumSet.of(ReplyClass.UNKNOWN_USER, ReplyClass.ACCEPTS_NO_MAIL, ReplyClass.DISABLED);
    private static final Set<ReplyClass> FULL = EnumSet.of(ReplyClass.MAILBOX_FULL, ReplyClass.MAILBOX_FULL_FOR_NOW);

    private static final int RUNS_UNVERIFIED = 2;
    private static final int RUNS_NO_HOST = 3;
    private static final int RUNS_RECIPIENT_POLICY = 3;
    private static final int RUNS_FULL = 5;
    private static final Duration LONG_FULL = Duration.ofDays(30);
    private static final int LAST_RUNS = 5;
    private static final int RUNS_SOFT = 3;
    private static final Duration LONG_SOFT = Duration.ofDays(10);

    /** A bounce comes within that time, or not at all: before it is over, the relay's 250 says nothing of the mailbox. */
    private static final Duration BOUNCE_TIME = Duration.ofHours(48);

    /**
     * What follows from a reader's outcomes, of whatever newsletters.
     *
     * @param domainMissing whether the DNS does not know the reader's domain
     * @param outcomes the latest first; what came before the reader moved there, or a suppression was lifted, is not among them
     */
    static Optional<Conclusion> of(List<Outcome> outcomes, boolean domainMissing, Instant now) {
        List<Outcome> since = sinceItWorked(outcomes, now);
        List<Outcome> failed = since.stream().filter(Outcome::failed).toList();
        if (failed.isEmpty()) {
            return Optional.empty();
        }
        return Stream.of(hard(failed, domainMissing), full(failed), soft(since))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Conclusion> hard(List<Outcome> failed, boolean domainMissing) {
        if (failed.stream().anyMatch(outcome -> AT_ONCE.contains(outcome.theirs()))
                || domainMissing && !of(failed, ReplyClass.BAD_DOMAIN).isEmpty()) {
            return Optional.of(new Conclusion(Cause.HARD_BOUNCE, 1));
        }
        List<Outcome> inactive = of(failed, ReplyClass.INACTIVE);
        if (inactive.stream().map(Conclusion::day).distinct().count() >= 2) {
            return Optional.of(new Conclusion(Cause.HARD_BOUNCE, inactive.size()));
        }
        return after(RUNS_UNVERIFIED, of(failed, ReplyClass.UNVERIFIED), Cause.HARD_BOUNCE)
                .or(() -> after(RUNS_NO_HOST, of(failed, ReplyClass.NO_HOST), Cause.HARD_BOUNCE))
                .or(() -> after(RUNS_RECIPIENT_POLICY, of(failed, ReplyClass.RECIPIENT_POLICY), Cause.SOFT_BOUNCES));
    }

    private static Optional<Conclusion> full(List<Outcome> failed) {
        List<Outcome> full = failed.stream()
                .filter(outcome -> FULL.contains(outcome.theirs()))
                .toList();
        return after(RUNS_FULL, full, Cause.SOFT_BOUNCES)
                .or(() -> lasts(full, LONG_FULL)
                        ? Optional.of(new Conclusion(Cause.SOFT_BOUNCES, full.size()))
                        : Optional.empty());
    }

    /** A full mailbox has a rule of its own, which is more patient. */
    private static Optional<Conclusion> soft(List<Outcome> since) {
        List<Outcome> soft = since.stream().filter(Conclusion::soft).toList();
        long lately = since.stream().limit(LAST_RUNS).filter(Conclusion::soft).count();
        return lately >= RUNS_SOFT && lasts(soft, LONG_SOFT)
                ? Optional.of(new Conclusion(Cause.SOFT_BOUNCES, soft.size()))
                : Optional.empty();
    }

    private static boolean soft(Outcome outcome) {
        return outcome.failed() && !FULL.contains(outcome.theirs());
    }

    private static List<Outcome> sinceItWorked(List<Outcome> outcomes, Instant now) {
        return outcomes.stream()
                .takeWhile(outcome -> outcome.state() != DeliveryState.ACCEPTED
                        || outcome.at().isAfter(now.minus(BOUNCE_TIME)))
                .toList();
    }

    private static List<Outcome> of(List<Outcome> failed, ReplyClass meaning) {
        return failed.stream().filter(outcome -> outcome.theirs() == meaning).toList();
    }

    private static Optional<Conclusion> after(int runs, List<Outcome> failed, Cause cause) {
        return failed.size() >= runs ? Optional.of(new Conclusion(cause, failed.size())) : Optional.empty();
    }

    private static boolean lasts(List<Outcome> failed, Duration duration) {
        return failed.size() > 1
                && !failed.get(failed.size() - 1)
                        .at()
                        .plus(duration)
                        .isAfter(failed.get(0).at());
    }

    private static LocalDate day(Outcome outcome) {
        return outcome.at().atZone(ZoneOffset.UTC).toLocalDate();
    }
}
