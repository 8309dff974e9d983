package com.scrabbl.delivery;

import com.scrabbl.mail.Stage;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Ends a pass that makes no sense any more. It counts different readers who were refused in {@linkplain Succession
 * succession}, in the same class of our or the message's fault, with no acceptance between them; refusals by the readers'
 * own fault neither count nor interrupt, save that of a domain that has no mailboxes at all, which concerns its other readers.
 *
 * <ul>
 *   <li>What the relay says of us as such halts: that it wants encryption or a login at the first reader, that it refuses
 *       the sender at the third.
 *   <li>Three readers of at least two providers: refused for good they halt the run; refused for now, since we are too fast
 *       for instance, they pause it.
 *   <li>Three readers of one provider, with no acceptance by it between them: the provider is set aside, and the
 *       others go on, for as long as the reply or its rule says. Only if there were no others, and nobody was accepted, the
 *       pass ends as a halt.
 *   <li>A relay that is too busy to hear of three recipients is left alone for a while.
 * </ul>
 *
 * One for each pass; for several threads.
 */
final class HaltRule {

    /** Providers with refusals that are remembered, so that no list can be so long that it fills the memory. */
    private static final int MOST_PROVIDERS = 10_000;

    private final RetryPolicy retry;
    private final Succession all = new Succession();
    private final Map<String, Succession> byProvider = new HashMap<>();
    private final Set<Aside> asides = new LinkedHashSet<>();
    private final Set<Long> busy = new HashSet<>();
    private final LatestAcceptances accepted = new LatestAcceptances();
    private @Nullable Ending verdict;

    /** @param retry its first delays are how long a relay is left alone that is busy, or for which we are too fast */
    HaltRule(RetryPolicy retry) {
        this.retry = retry;
    }

    /**
     * A provider that refuses us, and whose readers are to wait.
     *
     * @param provider its name, or the domain that nobody claims
     * @param sentence for the run: what was refused, and what to do
     * @param forGood whether it was refused for good
     */
    record Aside(String provider, String sentence, Instant until, boolean forGood) {}

    /**
     * The relay took a message for that provider: whatever it refused before was not meant for everybody.
     *
     * @param at when it answered; this may be told after what it answered later
     */
    synchronized void accepted(String provider, Instant at) {
        accepted.add(provider, at);
        all.interrupted(at);
        byProvider.computeIfPresent(provider, (any, succession) -> {
            succession.interrupted(at);
            return succession.isEmpty() ? null : succession;
        });
        asides.removeIf(aside -> aside.provider().equals(provider));
        busy.clear();
    }

    /** A provider that had been left alone for a while was tried, and refuses us still. */
    synchronized void stillRefused(Refusal refusal, Instant until) {
        asides.removeIf(aside -> aside.provider().equals(refusal.provider()));
        String sentence =
                refusal.sentence(refusal.provider() + " still refuses us", ", and its readers wait until " + until);
        // One reader halts nothing: the provider is tried again by itself.
        asides.add(new Aside(refusal.provider(), sentence, until, false));
    }

    /**
     * The relay refused a message, for now or for good.
     *
     * @param at when it answered
     * @return the provider to be set aside by this; null when there is none
     */
    synchronized @Nullable Aside refused(Refusal refusal, Instant at) {
        Reading reading = refusal.reading();
        if (verdict != null) {
            return null;
        }
        if (reading.meaning() == ReplyClass.CONFIGURATION && !reading.action().again()) {
            verdict = Ending.halted(
                    "The relay refused to work for us (" + refusal.said() + "): " + refusal.advice() + ".");
        } else if (refusal.stage() == Stage.MAIL && refusal.reply().transientNegative()) {
            relayIsBusy(refusal.subscription(), refusal.said(), pauseFor(reading), at);
        } else if (reading.concernsOthers()) {
            return inSuccession(refusal, at);
        }
        return null;
    }

    /** The connection was lost, at that time, before the relay had the message. */
    synchronized void cut(long subscription, Stage stage, String how, Instant at) {
        if (verdict == null && stage == Stage.MAIL) {
            relayIsBusy(subscription, how, retry.soon().get(0), at);
        }
    }

    /**
     * What the answers to many readers say together of the relay.
     *
     * @return false when there was a verdict already, which stands
     */
    synchronized boolean found(Ending ending) {
        boolean first = verdict == null;
        verdict = first ? ending : verdict;
        return first;
    }

    /** A provider that took readers takes nobody any more. */
    synchronized void found(Aside aside) {
        if (!isAside(aside.provider())) {
            asides.add(aside);
        }
    }

    /** How the pass is to end at once; null while it may go on. The first verdict stands. */
    synchronized @Nullable Ending verdict() {
        return verdict;
    }

    private boolean isAside(String provider) {
        return asides.stream().anyMatch(aside -> aside.provider().equals(provider));
    }

    /** Whether only providers that refuse us for good were met, and nobody accepted anything. */
    synchronized boolean onlyRefused() {
        return accepted.isEmpty() && asides.stream().anyMatch(Aside::forGood);
    }

    /**
     * How a pass ended that came to its end.
     *
     * @param nothingElse whether nothing is open but what was set aside
     */
    synchronized Ending ending(boolean nothingElse) {
        if (verdict != null) {
            return verdict;
        }
        if (asides.isEmpty()) {
            return Ending.done();
        }
        String sentence =
                asides.stream().limit(Succession.LONG).map(Aside::sentence).collect(Collectors.joining(" "));
        return nothingElse && onlyRefused() ? Ending.halted(sentence) : Ending.done(sentence);
    }

    private @Nullable Aside inSuccession(Refusal refusal, Instant at) {
        boolean ofUsAsSuch = refusal.stage() == Stage.MAIL;
        if (refusal.reading().concernsAll()
                && !accepted.anyAfter(at)
                && all.isLongWith(refusal, at)
                && (ofUsAsSuch || all.ofSeveralProviders())) {
            verdict = refusal.reading().action().again()
                    ? pause(refusal.blame(), refusal.said(), pauseFor(refusal.reading()), at)
                    : Ending.halted(refusal.sentence("Refused for " + Succession.LONG + " readers in succession", ""));
            return null;
        }
        return ofUsAsSuch ? null : ofOneProvider(refusal, at);
    }

    private @Nullable Aside ofOneProvider(Refusal refusal, Instant at) {
        String provider = refusal.provider();
        if (isAside(provider)
                || accepted.anyAfter(at, provider)
                || byProvider.size() >= MOST_PROVIDERS && !byProvider.containsKey(provider)) {
            return null;
        }
        if (!byProvider.computeIfAbsent(provider, any -> new Succession()).isLongWith(refusal, at)) {
            return null;
        }
        Instant until = at.plus(pauseFor(refusal.reading())).truncatedTo(ChronoUnit.SECONDS);
        byProvider.remove(provider);
        Aside aside = aside(
                refusal,
                provider + " refused " + Succession.LONG + " readers in succession",
                ", and its other readers wait until " + until,
                until);
        asides.add(aside);
        return aside;
    }

    private static Aside aside(Refusal refusal, String refused, String consequence, Instant until) {
        return new Aside(
                refusal.provider(),
                refusal.sentence(refused, consequence),
                until,
                refusal.reading().concernsAll() && !refusal.reading().action().again());
    }

    /** What the reply asked for or its rule says, else the first delay for who sends too fast. */
    private Duration pauseFor(Reading reading) {
        return retry.delay(1, reading);
    }

    private void relayIsBusy(long subscription, String how, Duration pause, Instant at) {
        if (accepted.anyAfter(at)) {
            return;
        }
        busy.add(subscription);
        if (busy.size() == Succession.LONG) {
            verdict = pause("the relay is too busy", how, pause, at);
        }
    }

    private static Ending pause(String why, String how, Duration pause, Instant at) {
        Instant until = at.plus(pause).truncatedTo(ChronoUnit.SECONDS);
        return Ending.paused(
                "Refused for now for " + Succession.LONG + " readers in succession, " + why + " (" + how
                        + "): the relay is left alone until " + until + ", and the run goes on by itself.",
                until);
    }
}
