package com.scrabbl.people;

/** There is no user of that name. */
public class UnknownUserException extends IllegalArgumentException {

    public UnknownUserException(String name) {
        super("There is no user \"%s\". \"users list\" shows all.".formatted(name));
    }
}
