package com.scrabbl.edition;

/**
 * Why an edition is skipped. A skipped edition moves nothing: its articles stay candidates.
 *
 * @param kind for programs
 * @param sentence for people
 */
public record SkipReason(Kind kind, String sentence) {

    /** The kinds of reasons. */
    public enum Kind {
        /** No article passes the rule that is in no edition yet. */
        NOTHING_NEW,
        /** There are new articles, but fewer than the rule wants. */
        TOO_FEW,
        /** Nobody subscribes. */
        NO_READERS,
        /** An operator paused the newsletter. */
        PAUSED,
        /** The edition was proposed, and nobody approved it. */
        NOT_APPROVED
    }

    /** Nobody subscribes, so nothing is frozen. */
    public static SkipReason noReaders() {
        return new SkipReason(Kind.NO_READERS, "the newsletter has no active reader");
    }

    /** @param clause by whom, or until when nobody did */
    public static SkipReason notApproved(String clause) {
        return new SkipReason(Kind.NOT_APPROVED, clause);
    }

    /** @param proposed how many articles were */
    static SkipReason nothingLeft(int proposed) {
        return new SkipReason(
                Kind.NOTHING_NEW,
                "of the %d proposed article%s none is left: dropped, withdrawn or in another edition by now"
                        .formatted(proposed, proposed == 1 ? "" : "s"));
    }

    /** @param clause since when and until when */
    public static SkipReason paused(String clause) {
        return new SkipReason(Kind.PAUSED, "the newsletter is " + clause);
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
