package com.scrabbl.people;

import java.time.Duration;

/** A password was not looked at, since too many wrong ones came before it. */
public class TooManyGuessesException extends RuntimeException {

    private final Duration wait;

    TooManyGuessesException(Duration wait) {
        super("This password was not looked at: too many wrong ones came before it.");
        this.wait = wait;
    }

    /** How long until the next one is looked at. */
    public Duration pause() {
        return wait;
    }
}
