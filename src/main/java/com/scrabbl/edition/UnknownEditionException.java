package com.scrabbl.edition;

/** An edition was named that does not exist. */
public final class UnknownEditionException extends IllegalArgumentException {

    public UnknownEditionException(String message) {
        super(message);
    }
}
