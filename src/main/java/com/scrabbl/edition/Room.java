package com.scrabbl.edition;

/**
 * How much of its stories a mail has room for.
 *
 * @param summary characters of the summaries after the first
 * @param texts the first so many stories with their whole text
 * @param stories the first so many; how many more there are is said
 */
record Room(int summary, int texts, int stories) {

    static final Room ENOUGH = new Room(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);

    Room withSummary(int most) {
        return new Room(most, texts, stories);
    }

    Room withTexts(int most) {
        return new Room(summary, most, stories);
    }

    Room withStories(int most) {
        return new Room(summary, texts, most);
    }
}
