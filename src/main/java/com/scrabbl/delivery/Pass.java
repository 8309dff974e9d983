package com.scrabbl.delivery;

import com.scrabbl.delivery.Pace.Heard;
import com.scrabbl.delivery.Pace.Why;
import com.scrabbl.mail.Answer;
import com.scrabbl.mail.Stage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the lanes of one pass over an edition share, and what they make of the answers. */
record Pass(
        Lanes.Job job,
        DueDeliveries due,
        RelayChoice choice,
        HaltRule rule,
        Pace pace,
        ProvidersAside aside,
        DeliveryMeters meters,
        Clock clock,
        FirstFailure failure) {

    private static final Logger log = LoggerFactory.getLogger(Pass.class);

    /** For longer than that no pass waits; the run is resumed when it is over. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private static final long SHORT_PAUSE = 10;
    private static final long LONG_PAUSE = 100;

    long worker() {
        return job.worker();
    }

    /** Whether a lane should begin no further attempt. */
    boolean ended() {
        return job.stop().requested() || failure.happened() || rule.verdict() != null;
    }

    /** Whether something may go soon that may not go now. */
    boolean waits() {
        return !ended()
                && !Patience.reading(due::isOver, this::ended)
                && clock.instant().isBefore(job.terms().shelfLifeEnds())
                && isShort(due.waitsUntil());
    }

    private boolean isShort(Instant until) {
        return until.isBefore(job.terms().shelfLifeEnds())
                && until.isBefore(clock.instant().plus(LONGEST_WAIT));
    }

    /** A moment of waiting. */
    void pause() {
        boolean soon = due.waitsUntil().isBefore(clock.instant().plusMillis(LONG_PAUSE));
        try {
            Thread.sleep(soon ? SHORT_PAUSE : LONG_PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the provider of that domain is suspended by that relay. */
    boolean isSuspended(String relay, String domain) {
        return pace.suspended(relay, pace.provider(domain));
    }

    /** Leaves a reader who was taken before the provider was suspended to later. */
    void passOver(long subscription, String relay, String domain) {
        String provider = pace.provider(domain);
        PaceRow row = pace.suspension(relay, provider);
        if (!due.passOver(subscription, provider) && row != null && row.suspendedUntil() != null) {
            Instant until = earlier(row.suspendedUntil(), job.terms().shelfLifeEnds());
            patiently(() -> {
                aside.set(
                        job.edition(),
                        worker(),
                        pace.domains(provider),
                        String.valueOf(row.reason()),
                        until,
                        subscription);
                return null;
            });
        }
    }

    /** Tells what came of a message to the rule that halts a run, and to the pace of its provider. */
    void judge(Lane.Sent sent, String relay) {
        Settlement settled = sent.settled();
        if (settled == null) {
            return;
        }
        String provider = sent.domain().isEmpty() ? "" : pace.provider(sent.domain());
        meters.settled(settled, provider);
        Answer answer = settled.answer();
        long subscription = settled.delivery().subscription();
        Refusal refusal = answer == null || answer.reply() == null || settled.reading() == null
                ? null
                : new Refusal(subscription, provider, answer.stage(), answer.reply(), settled.reading());
        Instant again = patiently(() -> due.settled(subscription, heard(settled, refusal), why(refusal)));
        if (refusal != null && again == null && sent.spokenTo()) {
            weigh(refusal, sent, relay);
        }
        if (again != null && refusal != null) {
            rule.stillRefused(refusal, again);
        } else if (settled.state() == DeliveryState.ACCEPTED) {
            trust().accepted(relay, provider, sent.domain());
            rule.accepted(provider, settled.settledAt());
            pace.accepted(relay, provider);
        } else if (answer != null && answer.outcome() == Answer.Outcome.CUT) {
            rule.cut(subscription, answer.stage(), String.valueOf(answer.text()), settled.settledAt());
        } else if (refusal != null) {
            refused(refusal, settled.settledAt(), relay);
        }
    }

    RelayTrust trust() {
        return job.trust();
    }

    /** The relay announces that it takes no message of that size. */
    void tooLarge(String relay, String reason) {
        rule.found(
                Ending.halted(
                        "By what " + relay + " announces, " + reason
                                + ": nobody was refused for it. Raise the relay's limit, or give the newsletter fewer or shorter articles."));
    }

    /** Looks whether this refusal was meant for everybody, whatever its words say. */
    private void weigh(Refusal refusal, Lane.Sent sent, String relay) {
        Settlement settled = Objects.requireNonNull(sent.settled());
        boolean forGood = !refusal.reading().action().again();
        RelayTrust.Finding found = trust().refused(
                        relay, refusal, sent.domain(), settled.delivery().attempt(), forGood);
        if (found == null || pace.suspended(relay, refusal.provider())) {
            return;
        }
        Instant until = settled.settledAt()
                .plus(job.terms().retry().delay(1, refusal.reading()))
                .truncatedTo(ChronoUnit.SECONDS);
        String sentence = EverybodyRefused.sentence(found, until);
        String provider = found.provider();
        if (provider != null) {
            log.warn("{}", sentence);
            rule.found(new HaltRule.Aside(provider, sentence, until, false));
            patiently(() -> pace.suspend(relay, provider, why(refusal)));
        } else {
            if (rule.found(found.forGood() ? Ending.halted(sentence) : Ending.paused(sentence, until))) {
                log.warn("{}", sentence);
            }
        }
    }

    private void refused(Refusal refusal, Instant at, String relay) {
        if (refusal.stage() != Stage.MAIL && pace.suspended(relay, refusal.provider())) {
            // It was on its way when its provider was suspended, and says nothing new.
            return;
        }
        HaltRule.Aside found = rule.refused(refusal, at);
        if (found != null) {
            log.warn("{}", found.sentence());
            patiently(() -> pace.suspend(relay, refusal.provider(), why(refusal)));
        }
        if (refusal.stage() != Stage.MAIL && refusal.reading().meaning() == ReplyClass.RATE) {
            patiently(() -> {
                pace.tooFast(relay, refusal.provider(), why(refusal));
                return null;
            });
        }
    }

    private Why why(@Nullable Refusal refusal) {
        return refusal == null ? Why.NONE : Why.of(refusal, job.terms().retry());
    }

    private static Heard heard(Settlement settled, @Nullable Refusal refusal) {
        if (settled.state() == DeliveryState.ACCEPTED) {
            return Heard.WELCOME;
        }
        if (refusal == null || refusal.stage() == Stage.MAIL) {
            // Before RCPT it is the relay that speaks.
            return Heard.NOTHING;
        }
        Reading reading = refusal.reading();
        if (reading.concernsOthers()) {
            return Heard.REFUSED;
        }
        return reading.fault() == Fault.THEIRS && reading.meaning() != ReplyClass.UNVERIFIED
                ? Heard.WELCOME
                : Heard.NOTHING;
    }

    /** What still waits at the end of the pass waits in the ledger, and the run is resumed for it. */
    Ending endOfPass() {
        if (!clock.instant().isBefore(job.terms().shelfLifeEnds())) {
            return rule.ending(false);
        }
        boolean limited = !due.isOver() && due.waiting().isEmpty();
        for (String provider : due.waiting()) {
            PaceRow row = suspendedByAll(provider);
            if (row == null) {
                limited = true;
            } else {
                patiently(() -> {
                    aside.set(
                            job.edition(),
                            worker(),
                            pace.domains(provider),
                            String.valueOf(row.reason()),
                            earlier(
                                    Objects.requireNonNull(row.suspendedUntil()),
                                    job.terms().shelfLifeEnds()));
                    return null;
                });
            }
        }
        if (limited) {
            Instant until = due.waitsUntil();
            return Ending.paused(
                    "What is left may not be sent before " + until.truncatedTo(ChronoUnit.SECONDS)
                            + ", by the rates that are set.",
                    until);
        }
        RelayTrust.Nobody nobody = trust().nobody();
        if (rule.verdict() == null && nobody.readers() >= Succession.LONG && nobody.domains() > 1) {
            rule.found(Ending.halted(EverybodyRefused.sentence(nobody)));
        }
        return rule.ending(rule.onlyRefused() && aside.allOpen(job.edition()));
    }

    /** The suspension of a provider that ends first; null when a relay may send to it. */
    private @Nullable PaceRow suspendedByAll(String provider) {
        PaceRow first = null;
        for (Route route : job.routes()) {
            if (!pace.suspended(route.relay(), provider)) {
                return null;
            }
            PaceRow row = pace.suspension(route.relay(), provider);
            boolean sooner = first == null
                    || row != null
                            && Objects.requireNonNull(row.suspendedUntil())
                                    .isBefore(Objects.requireNonNull(first.suspendedUntil()));
            first = sooner ? row : first;
        }
        return first;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** Lets go of what is still under way, as when the pass broke off. */
    void close() {
        try {
            due.close();
        } catch (RuntimeException e) {
            failure.is(e);
        }
    }

    private <T extends @Nullable Object> T patiently(Supplier<T> change) {
        return Patience.reading(change, this::ended);
    }
}
