package com.scrabbl.mail;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What came of one attempt to hand a message to the relay.
 *
 * @param outcome what is known of the message now
 * @param stage how far the conversation came
 * @param reply the relay's last word, if there was one
 * @param text what happened, where no reply tells it
 * @param relay host and port
 * @param took from the first command to the answer
 */
public record Answer(
        Outcome outcome,
        Stage stage,
        @Nullable SmtpReply reply,
        @Nullable String text,
        String relay,
        Duration took) {

    /** What is known of the message. */
    public enum Outcome {
        /** The relay answered 2xx to the final dot: it has the message. */
        ACCEPTED,
        /** The relay answered, and not with 2xx: it does not have the message. */
        REFUSED,
        /** The connection was lost before the final dot left: the relay does not have the message. */
        CUT,
        /** The connection was lost when the final dot may have left: nobody can know (RFC 1047). */
        UNKNOWN
    }

    public Answer {
        if ((outcome == Outcome.ACCEPTED || outcome == Outcome.REFUSED) && reply == null) {
            throw new IllegalArgumentException("An answer that is " + outcome + " has a reply");
        }
    }
}
