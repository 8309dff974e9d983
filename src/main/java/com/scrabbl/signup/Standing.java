package com.scrabbl.signup;

import com.scrabbl.subscriber.Subscription.State;
import org.jspecify.annotations.Nullable;

/**
 * Where the subscription of a link stands.
 *
 * @param newsletter its name; null for the link of a test mail, to which no subscription belongs
 * @param ended whether the person has left
 */
public record Standing(@Nullable String newsletter, boolean ended) {

    static final Standing TEST = new Standing(null, false);

    static Standing of(String newsletter, State state) {
        return new Standing(newsletter, state == State.ENDED);
    }

    /** Whether it is the link of a test mail. */
    public boolean isTest() {
        return newsletter == null;
    }
}
