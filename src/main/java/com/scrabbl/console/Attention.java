package com.scrabbl.console;

import java.util.List;

/**
 * What waits for people, as the frame of every page shows it.
 *
 * @param needYou how many things need somebody
 * @param running how many runs are running
 * @param unknown how many deliveries have an unknown outcome
 * @param urgent what cannot wait, for a banner on every page
 */
public record Attention(long needYou, long running, long unknown, List<Urgent> urgent) {

    public static final Attention NONE = new Attention(0, 0, 0, List.of());

    public Attention {
        urgent = List.copyOf(urgent);
    }

    /**
     * Something that is lost unless somebody does something soon.
     *
     * @param title what it is about
     * @param path where it can be mended, from the root of the application on
     */
    public record Urgent(String title, String sentence, String path, String button) {}
}
