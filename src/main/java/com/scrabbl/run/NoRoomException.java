package com.scrabbl.run;

/** An edition is not begun, since the disk of the database has no room for it. */
public final class NoRoomException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoRoomException(Run run, String why) {
        super("%s is not begun: %s.".formatted(run.name(), why));
    }
}
