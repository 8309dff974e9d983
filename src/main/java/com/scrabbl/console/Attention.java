package com.scrabbl.console;

/**
 * What waits for people, as the frame of every page shows it.
 *
 * @param needYou how many things need somebody
 * @param running how many runs are running
 * @param unknown how many deliveries have an unknown outcome
 */
public record Attention(long needYou, long running, long unknown) {

    public static final Attention NONE = new Attention(0, 0, 0);
}
