package com.scrabbl.cli;

/** The exit codes that scripts rely on. */
final class Exit {

    /** Done, or all accepted or skipped. */
    static final int DONE = 0;

    /** Failed: the relay, the database, every source, or a check that blocks. */
    static final int FAILED = 1;

    /** Wrong usage or configuration, an unknown name, or refused. */
    static final int USAGE = 2;

    /** Finished, but some are deferred, rejected, expired or unknown, or lines were rejected. */
    static final int SOME_OPEN_OR_REJECTED = 3;

    /** There was nothing to send. */
    static final int NOTHING_TO_SEND = 4;

    private Exit() {}
}
