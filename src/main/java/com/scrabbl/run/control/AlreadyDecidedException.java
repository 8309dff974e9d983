package com.scrabbl.run.control;

/** Somebody else, or a late answer of the relay, was quicker to decide an unknown outcome. */
public class AlreadyDecidedException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /** Of so many that were to be decided, so many are decided. */
    public AlreadyDecidedException(int wanted, int decided) {
        super(
                "%d of the %d outcomes %s decided already, by somebody else or by a late answer of the relay: nothing was done."
                        .formatted(decided, wanted, decided == 1 ? "is" : "are"));
    }
}
