package com.scrabbl.subscriber;

import java.util.List;

/** A suppression was to be removed that is none, or that only the person can lift, or that holds for the whole domain. */
public class NotSuppressedException extends IllegalArgumentException {

    /** @param holding what holds for the address all the same */
    NotSuppressedException(AddressPattern pattern, List<Suppression> holding) {
        super(sentence(holding)
                .formatted(
                        pattern, holding.isEmpty() ? "" : "*" + holding.get(0).address()));
    }

    private static String sentence(List<Suppression> holding) {
        if (holding.isEmpty()) {
            return "%s is not suppressed.";
        }
        return holding.stream().anyMatch(suppression -> suppression.cause() == Suppression.Cause.ERASED)
                ? "%s was erased; only the person can come back, by their own sign-up."
                : "%s is suppressed with its whole domain; \"suppressions remove %s\" lifts that.";
    }
}
