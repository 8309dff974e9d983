package com.scrabbl.mail.check;

import org.jspecify.annotations.Nullable;

/**
 * Something about an outgoing message that receivers refuse or dislike.
 *
 * @param row of the checklist, such as {@code C20}
 * @param blocks whether a message must not go out like this; else it is advice
 * @param sentence what is wrong
 * @param spot where in the message it is
 * @param origin the template's line or the article that it comes from; null when that is not known
 */
public record MessageFinding(
        String row,
        boolean blocks,
        String sentence,
        Spot spot,
        @Nullable String origin) {

    /** There is no message, since its text cannot be made. */
    public static MessageFinding unrendered(String sentence) {
        return new MessageFinding("RENDER", true, sentence, Spot.HEAD, null);
    }

    /** Advice about a message from which something was left out, so that mail programs do not cut it off. */
    public static MessageFinding fitted(String sentence) {
        return new MessageFinding("SIZE", false, sentence, Spot.HEAD, null);
    }

    /** The same, and where it comes from. */
    public MessageFinding from(@Nullable String where) {
        return new MessageFinding(row, blocks, sentence, spot, where);
    }

    @Override
    public String toString() {
        boolean inParts = spot.part() == Spot.Part.HTML || spot.part() == Spot.Part.TEXT;
        return row + " " + sentence + (origin == null || !inParts ? "" : " (from " + origin + ")");
    }
}
