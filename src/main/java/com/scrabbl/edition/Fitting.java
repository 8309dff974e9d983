package com.scrabbl.edition;

import com.scrabbl.mail.MessageDraft;
import com.scrabbl.template.RenderedDigest;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.function.IntPredicate;

/**
 * Makes a digest small enough. Gmail cuts off HTML near 102 KB, the link to unsubscribe with it, and it is not known
 * whether it counts before or after encoding. Above the goal summaries are shortened; above a limit whole texts give way to
 * links, from the last story on, and then stories move to the site. There do, too, those after the fortieth. The same stories give the same result. For one thread.
 */
final class Fitting {

    /** All in octets of the HTML part, with room for what readers' values take. */
    private static final int GOAL = 60_000;

    private static final int DECODED = 88_000;
    private static final int ENCODED = 98_000;

    /** Not even if all of it takes three octets for one. */
    private static final int NEVER_TOO_LARGE = ENCODED / 3;

    private static final int[] SUMMARIES = {200, 120};

    private final int stories;
    private final Function<Room, RenderedDigest> rendering;
    private Room room;
    private RenderedDigest digest;

    private Fitting(int stories, Function<Room, RenderedDigest> rendering) {
        this.stories = stories;
        this.rendering = rendering;
        this.room = stories > Fit.MOST_STORIES ? Room.ENOUGH.withStories(Fit.MOST_STORIES) : Room.ENOUGH;
        this.digest = rendering.apply(room);
    }

    /** A digest that is small enough, if it can be, and what was left out of it. */
    record Fitted(RenderedDigest digest, Fit fit) {}

    /** @param rendering of these stories, in the room there is */
    static Fitted of(int stories, Function<Room, RenderedDigest> rendering) {
        Fitting fitting = new Fitting(stories, rendering);
        fitting.shortenSummaries();
        fitting.leaveOutTexts();
        fitting.moveStories();
        return new Fitted(fitting.digest, fitting.fit());
    }

    private void shortenSummaries() {
        for (int longest : SUMMARIES) {
            if (octets(digest) > GOAL) {
                takeIfSmaller(room.withSummary(longest));
            }
        }
    }

    private void leaveOutTexts() {
        Room full = room;
        if (!fits(digest) && takeIfSmaller(room.withTexts(0))) {
            take(full.withTexts(most(0, stories - 1, texts -> fits(rendering.apply(full.withTexts(texts))))));
        }
    }

    private void moveStories() {
        if (!fits(digest) && stories > 1) {
            Room full = room;
            int tooMany = Math.min(room.stories(), stories);
            take(full.withStories(most(1, tooMany - 1, shown -> fits(rendering.apply(full.withStories(shown))))));
        }
    }

    private boolean takeIfSmaller(Room other) {
        RenderedDigest smaller = rendering.apply(other);
        if (octets(smaller) >= octets(digest)) {
            return false;
        }
        room = other;
        digest = smaller;
        return true;
    }

    private void take(Room other) {
        room = other;
        digest = rendering.apply(other);
    }

    /** The greatest number that fits, or the least of all when none does. */
    private static int most(int least, int greatest, IntPredicate fits) {
        int low = least;
        int high = greatest;
        while (low < high) {
            int middle = (low + high + 1) / 2;
            if (fits.test(middle)) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private static boolean fits(RenderedDigest digest) {
        int octets = octets(digest);
        return octets <= NEVER_TOO_LARGE || octets <= DECODED && MessageDraft.encodedOctets(digest.html()) <= ENCODED;
    }

    private static int octets(RenderedDigest digest) {
        return digest.html().getBytes(StandardCharsets.UTF_8).length;
    }

    private Fit fit() {
        int shown = Math.min(room.stories(), stories);
        return new Fit(
                octets(digest),
                room.summary() == Integer.MAX_VALUE ? 0 : room.summary(),
                Math.max(0, shown - room.texts()),
                stories - shown);
    }
}
