package com.scrabbl.run.control;

import com.scrabbl.run.SkippedCheck;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to be sent.
 *
 * @param newsletter its slug
 * @param slot an unfinished slot to be resumed or a new one, in whole seconds; null means now
 * @param staying stay until nothing is deferred, and until a slot that a process holds is free
 * @param althoughPaused also when the newsletter is paused
 * @param approver who approves it at once, where that is required; null leaves it PROPOSED
 * @param skipping checks that are let pass, whatever they find
 * @param skipper who says so
 */
public record SendRequest(
        String newsletter,
        @Nullable Instant slot,
        boolean staying,
        boolean althoughPaused,
        @Nullable String approver,
        List<SkippedCheck> skipping,
        String skipper) {

    public SendRequest {
        skipping = List.copyOf(skipping);
    }

    /** A new slot, now. */
    public static SendRequest now(String newsletter) {
        return new SendRequest(newsletter, null, false, false, null, List.of(), "");
    }

    /** The same, and staying until nothing is deferred. */
    public SendRequest waiting() {
        return new SendRequest(newsletter, slot, true, althoughPaused, approver, skipping, skipper);
    }
}
