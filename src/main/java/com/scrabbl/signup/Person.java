package com.scrabbl.signup;

import com.scrabbl.mail.EmailAddress;
import com.scrabbl.subscriber.Subscriber;
import com.scrabbl.subscriber.Subscribers;
import com.scrabbl.subscriber.Subscription;
import com.scrabbl.subscriber.Subscriptions;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Whose link it is. */
record Person(Subscriber subscriber, EmailAddress address, Subscription subscription) {

    /** Finds the person of a subscription. */
    @Component
    static class Finder {

        private final Subscribers subscribers;
        private final Subscriptions subscriptions;

        Finder(Subscribers subscribers, Subscriptions subscriptions) {
            this.subscribers = subscribers;
            this.subscriptions = subscriptions;
        }

        /** Empty when the person was erased, or the subscription was never confirmed and is forgotten. */
        Optional<Person> of(long subscriptionId) {
            return subscriptions
                    .find(subscriptionId)
                    .flatMap(subscription -> subscribers
                            .find(subscription.subscriberId())
                            .flatMap(subscriber -> Optional.ofNullable(subscriber.address())
                                    .map(address -> new Person(subscriber, address, subscription))));
        }
    }

    /** Enough to recognise one's own address by, and too little to learn another's: {@code m…a@harbour.example}. */
    String masked() {
        String typed = address.typed();
        int at = typed.lastIndexOf('@');
        String local = typed.substring(0, at);
        int first = local.offsetByCodePoints(0, 1);
        String last = local.codePointCount(0, local.length()) > 2
                ? local.substring(local.offsetByCodePoints(local.length(), -1))
                : "";
        return local.substring(0, first) + "…" + last + typed.substring(at);
    }
}
