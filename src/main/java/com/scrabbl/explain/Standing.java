package com.scrabbl.explain;

import com.scrabbl.subscriber.Subscription;
import java.time.Instant;
import java.util.Optional;

/** Where a reader stands with the newsletter, as a part of a sentence. */
final class Standing {

    private Standing() {}

    /** That the reader does not subscribe any more, and since when; empty for who does. */
    static Optional<String> left(Circumstances facts) {
        Subscription subscription = facts.subscription();
        if (subscription == null) {
            return Optional.empty();
        }
        String when = facts.moments().when(subscription.since());
        return switch (subscription.state()) {
            case ACTIVE -> Optional.empty();
            case PENDING -> Optional.of("the subscription was asked for anew %s and is not confirmed".formatted(when));
            case ENDED ->
                Optional.of("the reader left %s%s".formatted(when, Reasons.inBrackets(subscription.endReason())));
        };
    }

    /** Why somebody who subscribes has no row, or had not yet subscribed, or no more. */
    static String withoutRow(Circumstances facts, Subscription subscription, Instant frozenAt) {
        Moments moments = facts.moments();
        String when = moments.when(subscription.since());
        String frozen = "the readers were frozen " + moments.when(frozenAt);
        boolean since = subscription.since().isAfter(frozenAt);
        return switch (subscription.state()) {
            case PENDING -> "The subscription was asked for %s and is not confirmed.".formatted(when);
            case ACTIVE ->
                since
                        ? "The subscription began %s, after %s. The next edition is the first; `runs redo --joined` would take the reader in."
                                .formatted(when, frozen)
                        : "The subscription has been there since %s, and %s: why there is no row is not recorded."
                                .formatted(moments.at(subscription.since()), frozen);
            case ENDED ->
                since
                        ? "The reader was not among those who subscribed when %s, and left %s%s."
                                .formatted(frozen, when, Reasons.inBrackets(subscription.endReason()))
                        : "The reader left %s%s, before %s."
                                .formatted(when, Reasons.inBrackets(subscription.endReason()), frozen);
        };
    }
}
