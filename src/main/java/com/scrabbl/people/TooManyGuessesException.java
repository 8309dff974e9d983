package com.scrabbl.people;

import java.time.Duration;

/** A password was not looked at, since too many wrong ones came before it, or too many come at once. */
public class TooManyGuessesException extends RuntimeException {

    private final Duration wait;

    TooManyGuessesException(Duration wait) {
        this("This password was not looked at: too many wrong ones came before it.", wait);
    }

    private TooManyGuessesException(String sentence, Duration wait) {
        super(sentence);
        this.wait = wait;
    }

    static TooManyGuessesException atOnce(Duration wait) {
        return new TooManyGuessesException("This password was not looked at: too many log in at once.", wait);
    }

    /** How long until the next one is looked at. */
    public Duration pause() {
        return wait;
    }
}
