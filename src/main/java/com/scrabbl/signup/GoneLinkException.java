package com.scrabbl.signup;

/** A link that was ours and is not good any more: too old, used already, or of a person who was erased or moved. */
public class GoneLinkException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why it is not good. */
    public enum Why {
        /** It was good for a while, and that is over. */
        TOO_OLD,
        /** What it stood for was done. */
        USED,
        /** Nothing is kept of the person. */
        NOBODY,
        /** The person gets mail at another address by now. */
        MOVED
    }

    private final Why why;

    GoneLinkException(Why why) {
        super("The link is gone: " + why);
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
