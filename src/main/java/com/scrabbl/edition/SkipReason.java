package com.scrabbl.edition;

/**
 * Why an edition is skipped. A skipped edition moves nothing: its articles stay candidates.
 *
 * @param kind for programs
 * @param sentence for people
 */
public record SkipReason(Kind kind, String sentence) {

    public enum Kind {
        /** No article passes the rule that is in no edition yet. */
        NOTHING_NEW,
        /** There are new articles, but fewer than the rule wants. */
        TOO_FEW,
        /** Nobody subscribes. */
        NO_READERS
    }

    /** Nobody subscribes, so nothing is frozen. */
    public static SkipReason noReaders() {
        return new SkipReason(Kind.NO_READERS, "the newsletter has no active reader");
    }

    /**
     * @param looked articles that were candidates but for the rule
     * @param stored articles of the newsletter's sources, whatever became of them
     */
    static SkipReason nothingNew(long stored, int looked) {
        String sentence = looked == 0
                ? "none of the %d stored articles is new: each is in an edition already, too old or withdrawn"
                        .formatted(stored)
                : "of %d stored articles %d could be new, and the newsletter's rule leaves them all out"
                        .formatted(stored, looked);
        return new SkipReason(
                Kind.NOTHING_NEW, stored == 0 ? "the newsletter's sources have brought no article yet" : sentence);
    }

    static SkipReason tooFew(int found, int wanted) {
        return new SkipReason(
                Kind.TOO_FEW,
                "%d new article%s, and the rule wants %d".formatted(found, found == 1 ? "" : "s", wanted));
    }

    @Override
    public String toString() {
        return kind + ": " + sentence;
    }
}
