package com.scrabbl.newsletter;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was read of one key: its value, or nothing, when the key is not there or its value was reported as wrong. */
record Value<T>(@Nullable T orNull) {

    static <T> Value<T> none() {
        return new Value<>(null);
    }

    T get() {
        return Objects.requireNonNull(orNull, "a section is not built while a value of it is missing");
    }

    T or(T other) {
        return Optional.ofNullable(orNull).orElse(other);
    }
}
