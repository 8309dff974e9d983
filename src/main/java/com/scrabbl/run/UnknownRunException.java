package com.scrabbl.run;

/** No run has this id. */
public class UnknownRunException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    UnknownRunException(String id) {
        super("There is no run \"%s\". `runs list` shows them; an id is its number, or NEWSLETTER/SLOT.".formatted(id));
    }
}
