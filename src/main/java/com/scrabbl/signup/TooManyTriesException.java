package com.scrabbl.signup;

import java.time.Duration;

/** Somebody asked too often. Nothing was done. */
public class TooManyTriesException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What there is too much of. */
    public enum Of {
        NETWORK,
        ADDRESS,
        ALL
    }

    private final Of of;
    private final Duration wait;

    TooManyTriesException(Of of, Duration wait) {
        super("Too many tries of one %s; the next one is possible in %s".formatted(of, wait));
        this.of = of;
        this.wait = wait;
    }

    public Of of() {
        return of;
    }

    /** Until the next try is taken, rounded up to the second, at least one. */
    public long seconds() {
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }

    /** The same for people, at least one. */
    public long minutes() {
        return (seconds() + 59) / 60;
    }
}
