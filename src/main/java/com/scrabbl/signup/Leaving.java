package com.scrabbl.signup;

import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.subscriber.Consent.Origin;
import com.scrabbl.subscriber.SubscriberList;
import com.scrabbl.subscriber.Subscription;
import com.scrabbl.subscriber.SubscriptionTokens;
import com.scrabbl.subscriber.SubscriptionTokens.Purpose;
import com.scrabbl.subscriber.Subscriptions;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Leaving a newsletter by the link of a mail. */
@Component
public class Leaving {

    private static final String REASON = "one click";

    private final SubscriptionTokens tokens;
    private final Subscriptions subscriptions;
    private final SubscriberList list;
    private final Newsletters newsletters;

    Leaving(SubscriptionTokens tokens, Subscriptions subscriptions, SubscriberList list, Newsletters newsletters) {
        this.tokens = tokens;
        this.subscriptions = subscriptions;
        this.list = list;
        this.newsletters = newsletters;
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

    /** Empty for the link of a test mail, to which no subscription belongs. */
    private Optional<Subscription> subscription(String token) {
        if (tokens.verify(token, Purpose.TEST).isPresent()) {
            return Optional.empty();
        }
        long id = tokens.verify(token, Purpose.UNSUBSCRIBE).orElseThrow(UnknownLinkException::new);
        return Optional.of(subscriptions.find(id).orElseThrow(UnknownLinkException::new));
    }

    private Standing standing(Subscription subscription) {
        return Standing.of(newsletters.byId(subscription.newsletterId()).name(), subscription.state());
    }
}
