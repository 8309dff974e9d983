package com.scrabbl.signup;

import com.scrabbl.subscriber.Subscription.State;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where the subscription of a link stands.
 *
 * @param newsletter its name; null for the link of a test mail, to which no subscription belongs
 * @param ended whether the person has left
 * @param preferences token of the person's preferences; null for the link of a test mail
 * @param undo how leaving is taken back; null when that is not possible any more
 */
public record Standing(
        @Nullable String newsletter,
        boolean ended,
        @Nullable String preferences,
        @Nullable Undo undo) {

    /**
     * How leaving is taken back.
     *
     * @param token stands in the form
     * @param until exclusive
     */
    public record Undo(String token, Instant until) {}

    static final Standing TEST = new Standing(null, false, null, null);

    static Standing of(String newsletter, State state, String preferences, @Nullable Undo undo) {
        return new Standing(newsletter, state == State.ENDED, preferences, undo);
    }

    /** Whether it is the link of a test mail. */
    public boolean isTest() {
        return newsletter == null;
    }
}
