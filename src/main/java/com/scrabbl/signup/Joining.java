package com.scrabbl.signup;

import com.scrabbl.mail.EmailAddress;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.signup.Letter.Kind;
import com.scrabbl.subscriber.Consents;
import com.scrabbl.subscriber.Frequency;
import com.scrabbl.subscriber.Profile;
import com.scrabbl.subscriber.Subscriber;
import com.scrabbl.subscriber.Subscribers;
import com.scrabbl.subscriber.Subscription;
import com.scrabbl.subscriber.Subscription.State;
import com.scrabbl.subscriber.Subscriptions;
import com.scrabbl.subscriber.Suppressions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes a person an active reader, with the proof of it. */
@Component
class Joining {

    private final Subscribers subscribers;
    private final Subscriptions subscriptions;
    private final Suppressions suppressions;
    private final Consents consents;
    private final Letters letters;
    private final Newsletters newsletters;
    private final SignupProperties settings;

    Joining(
            Subscribers subscribers,
            Subscriptions subscriptions,
            Suppressions suppressions,
            Consents consents,
            Letters letters,
            Newsletters newsletters,
            SignupProperties settings) {
        this.subscribers = subscribers;
        this.subscriptions = subscriptions;
        this.suppressions = suppressions;
        this.consents = consents;
        this.letters = letters;
        this.newsletters = newsletters;
        this.settings = settings;
    }

    /**
     * Makes them active for what was chosen; where they are already, nothing changes. To be called in a transaction.
     *
     * @param confirmed when the owner of the address said yes, which lifts what the owner may lift; null when nothing had to
     *     be confirmed
     * @return their subscriptions to all that was chosen
     */
    List<Subscription> join(SignupRequest request, List<Choice> choices, @Nullable Instant confirmed, Instant now) {
        EmailAddress address = request.address();
        if (confirmed != null) {
            suppressions.liftByOwner(address, now);
        }
        Subscriber subscriber =
                subscribers.add(address, new Profile(null, request.language(), request.timeZone(), Map.of()), now);
        List<Subscription> joined = new ArrayList<>();
        for (Choice choice : choices) {
            Subscription subscription = subscriptions.request(
                    subscriber.id(), choice.newsletterId(), choice.topics(), Frequency.EVERY, now);
            if (subscription.state() == State.PENDING) {
                // An earlier request may have left it pending with other topics.
                subscriptions.choose(subscription.id(), choice.topics());
                activate(subscription, request, confirmed, now);
            }
            joined.add(subscriptions.find(subscription.id()).orElseThrow());
        }
        return joined;
    }

    private void activate(Subscription subscription, SignupRequest request, @Nullable Instant confirmed, Instant now) {
        if (!subscriptions.activate(subscription.id(), now)) {
            return;
        }
        consents.record(request.consent(subscription.subscriberId(), subscription.newsletterId(), confirmed));
        if (settings.welcome()) {
            letters.queue(
                    new Letters.Order(
                            Kind.WELCOME,
                            request.id(),
                            subscription.id(),
                            subscription.newsletterId(),
                            request.address(),
                            language(request, subscription)),
                    now);
        }
    }

    private String language(SignupRequest request, Subscription subscription) {
        return request.language() != null
                ? request.language()
                : newsletters.byId(subscription.newsletterId()).settings().language();
    }
}
