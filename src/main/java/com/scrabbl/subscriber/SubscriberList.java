package com.scrabbl.subscriber;

import com.scrabbl.mail.EmailAddress;
import com.scrabbl.subscriber.Consent.Origin;
import com.scrabbl.subscriber.Subscription.State;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts people on a newsletter's list and takes them off, each time with its proof. */
@Component
public class SubscriberList {

    private final Subscribers subscribers;
    private final Subscriptions subscriptions;
    private final Consents consents;
    private final Suppressions suppressions;
    private final Clock clock;

    SubscriberList(
            Subscribers subscribers,
            Subscriptions subscriptions,
            Consents consents,
            Suppressions suppressions,
            Clock clock) {
        this.subscribers = subscribers;
        this.subscriptions = subscriptions;
        this.consents = consents;
        this.suppressions = suppressions;
        this.clock = clock;
    }

    /**
     * Makes the address an active reader at once, on an operator's word, even one who had left. What is known of the
     * person already is kept.
     *
     * @return whether the person was no active reader before
     * @throws SuppressedAddressException when the address must not be mailed
     */
    @Transactional
    public boolean add(EmailAddress address, Profile profile, long newsletterId, Origin origin) {
        Instant now = clock.instant();
        List<Suppression> suppressed = suppressions.active(address, now);
        if (!suppressed.isEmpty()) {
            throw new SuppressedAddressException(address, suppressed);
        }
        Subscriber subscriber = subscribers.add(address, profile, now);
        Subscription subscription =
                subscriptions.request(subscriber.id(), newsletterId, Topics.ALL, Frequency.EVERY, now);
        if (!subscriptions.activate(subscription.id(), now)) {
            return false;
        }
        consents.record(Consent.given(subscriber.id(), newsletterId, origin, now, null));
        return true;
    }

    /**
     * Ends one subscription, if it has not ended, and records that the consent was taken back.
     *
     * @param reason for people to read
     * @return whether it was this call that ended it
     */
    @Transactional
    public boolean end(Subscription subscription, String reason, Origin origin, @Nullable String detail) {
        Instant now = clock.instant();
        if (subscription.state() == State.ENDED || !subscriptions.end(subscription.id(), now, reason)) {
            return false;
        }
        consents.record(
                Consent.withdrawn(subscription.subscriberId(), subscription.newsletterId(), origin, now, detail));
        return true;
    }
}
