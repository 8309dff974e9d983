package com.scrabbl.edition;

/** An edition was named that does not exist. */
public final class UnknownEditionException extends IllegalArgumentException {

    public UnknownEditionException(String message) {
        super(message);
    }

    static UnknownEditionException takenBack() {
        return new UnknownEditionException(
                "This edition is no more: a check blocked it, and it was taken back to be made anew.");
    }
}
