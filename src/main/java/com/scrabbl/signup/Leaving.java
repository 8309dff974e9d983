package com.scrabbl.signup;

import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.subscriber.Consent;
import com.scrabbl.subscriber.Consent.Origin;
import com.scrabbl.subscriber.Consents;
import com.scrabbl.subscriber.Readers;
import com.scrabbl.subscriber.SubscriberList;
import com.scrabbl.subscriber.Subscription;
import com.scrabbl.subscriber.Subscription.State;
import com.scrabbl.subscriber.SubscriptionTokens;
import com.scrabbl.subscriber.SubscriptionTokens.Purpose;
import com.scrabbl.subscriber.Subscriptions;
import com.scrabbl.subscriber.Suppressions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Leaving a newsletter by the link of a mail, and thinking better of it. */
@Component
public class Leaving {

    static final String REASON = "one click";

    private static final Duration UNDO = Duration.ofMinutes(30);

    /** Why somebody left, if they care to say so. */
    public enum Why {
        TOO_MANY,
        NOT_FOR_ME,
        NEVER_ASKED,
        OTHER;

        /** As it is kept, in one word. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    private final SubscriptionTokens tokens;
    private final Subscriptions subscriptions;
    private final SubscriberList list;
    private final Readers readers;
    private final Consents consents;
    private final Suppressions suppressions;
    private final Newsletters newsletters;
    private final Clock clock;

    Leaving(
            SubscriptionTokens tokens,
            Subscriptions subscriptions,
            SubscriberList list,
            Readers readers,
            Consents consents,
            Suppressions suppressions,
            Newsletters newsletters,
            Clock clock) {
        this.tokens = tokens;
        this.subscriptions = subscriptions;
        this.list = list;
        this.readers = readers;
        this.consents = consents;
        this.suppressions = suppressions;
        this.newsletters = newsletters;
        this.clock = clock;
    }

    /**
     * Where the subscription of a link stands. Changes nothing.
     *
     * @throws UnknownLinkException when the token is none of ours
     */
    public Standing standing(String token) {
        return subscription(token).map(this::standing).orElse(Standing.TEST);
    }

    /**
     * Ends the subscription of a link at once, and writes down that the consent was taken back. Ending it again changes
     * nothing.
     *
     * @throws UnknownLinkException when the token is none of ours
     */
    @Transactional
    public Standing leave(String token) {
        Optional<Subscription> subscription = subscription(token);
        if (subscription.isEmpty()) {
            return Standing.TEST;
        }
        Subscription left = subscription.get();
        list.end(left, REASON, Origin.ONE_CLICK, null);
        return standing(subscriptions.find(left.id()).orElseThrow());
    }

    /**
     * Takes leaving back, within 30 minutes, by the token that stood on the page after it.
     *
     * @return where the subscription stands then: still ended when it was too late, or the address must not be mailed
     * @throws UnknownLinkException when one of the tokens is none of ours
     */
    @Transactional
    public Standing undo(String token, String undo) {
        Subscription left = subscription(token).orElseThrow(UnknownLinkException::new);
        if (left.state() == State.ENDED
                && tokens.verify(undo, Purpose.UNDO, words(left)).isEmpty()) {
            throw new UnknownLinkException();
        }
        Instant now = clock.instant();
        if (canUndo(left, now) && subscriptions.takeBack(left.id(), left.since(), now)) {
            consents.record(Consent.given(
                    left.subscriberId(), left.newsletterId(), Origin.ONE_CLICK, now, "leaving was taken back"));
        }
        return standing(subscriptions.find(left.id()).orElseThrow());
    }

    /**
     * Notes why somebody left.
     *
     * @throws UnknownLinkException when the token is none of ours
     */
    @Transactional
    public Standing explain(String token, Why why) {
        Subscription left = subscription(token).orElseThrow(UnknownLinkException::new);
        subscriptions.explain(left.id(), REASON, why.word());
        return standing(left);
    }

    /** Empty for the link of a test mail, to which no subscription belongs. */
    private Optional<Subscription> subscription(String token) {
        if (tokens.verify(token, Purpose.TEST).isPresent()) {
            return Optional.empty();
        }
        long id = tokens.verify(token, Purpose.UNSUBSCRIBE).orElseThrow(UnknownLinkException::new);
        return Optional.of(subscriptions.find(id).orElseThrow(UnknownLinkException::new));
    }

    private Standing standing(Subscription subscription) {
        Newsletter newsletter = newsletters.byId(subscription.newsletterId());
        return new Standing(
                newsletter.name(),
                newsletter.settings().language(),
                subscription.state() == State.ENDED,
                tokens.preferences(subscription.id()),
                undo(subscription));
    }

    private Standing.@Nullable Undo undo(Subscription subscription) {
        return canUndo(subscription, clock.instant())
                ? new Standing.Undo(
                        tokens.token(Purpose.UNDO, subscription.id(), words(subscription)),
                        subscription.since().plus(UNDO))
                : null;
    }

    /** Only what the person did, a while ago at most, and to an address that may be mailed. */
    private boolean canUndo(Subscription left, Instant now) {
        return left.state() == State.ENDED
                && left.endReason() != null
                && left.endReason().startsWith(REASON)
                && now.isBefore(left.since().plus(UNDO))
                && readers.bySubscription(left.id())
                        .filter(reader ->
                                suppressions.active(reader.address(), now).isEmpty())
                        .isPresent();
    }

    /** This leaving and no other one. */
    private static String words(Subscription left) {
        return left.since().toString();
    }
}
