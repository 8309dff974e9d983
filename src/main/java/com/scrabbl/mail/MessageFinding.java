package com.scrabbl.mail;

/**
 * Something about an outgoing message that receivers refuse or dislike.
 *
 * @param row of the checklist, such as {@code C20}
 * @param blocks whether a message must not go out like this; else it is advice
 * @param sentence what is wrong
 */
public record MessageFinding(String row, boolean blocks, String sentence) {

    @Override
    public String toString() {
        return row + " " + sentence;
    }
}
