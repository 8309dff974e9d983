package com.scrabbl.delivery;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The first failure ends all lanes, each after its present message. For several threads. */
final class FirstFailure {

    private @Nullable RuntimeException first;

    synchronized void is(RuntimeException failure) {
        if (first == null) {
            first = failure;
        } else if (first != failure) {
            first.addSuppressed(failure);
        }
    }

    synchronized boolean happened() {
        return first != null;
    }

    synchronized boolean isLostLease() {
        return first instanceof LeaseLostException;
    }

    synchronized void rethrow() {
        Stream.ofNullable(first).forEach(failure -> {
            throw failure;
        });
    }
}
