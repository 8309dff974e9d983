package com.scrabbl.run.control;

/** Since a redo was counted, others would get it than those who were counted. */
public class RedoChangedException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    RedoChangedException(Redoing.Plan plan) {
        super("The edition would be sent again to others than the %d who were counted: nothing was done."
                .formatted(plan.total()));
    }
}
