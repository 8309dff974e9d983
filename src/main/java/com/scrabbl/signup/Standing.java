package com.scrabbl.signup;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where the subscription of a link stands.
 *
 * @param newsletter its name; null for the link of a test mail, to which no subscription belongs
 * @param language of the newsletter; null likewise
 * @param ended whether the person has left
 * @param preferences token of the person's preferences; null for the link of a test mail
 * @param undo how leaving is taken back; null when that is not possible any more
 */
public record Standing(
        @Nullable String newsletter,
        @Nullable String language,
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

    static final Standing TEST = new Standing(null, null, false, null, null);

    /** Whether it is the link of a test mail. */
    public boolean isTest() {
        return newsletter == null;
    }
}
