package com.scrabbl.yaml;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was read of one key: its value, or nothing, when the key is not there or its value was reported as wrong. */
public record Value<T>(@Nullable T orNull) {

    /** Nothing. */
    public static <T> Value<T> none() {
        return new Value<>(null);
    }

    /** The value, which must be there. */
    public T get() {
        return Objects.requireNonNull(orNull, "a section is not built while a value of it is missing");
    }

    /** The value, or this one when there is none. */
    public T or(T other) {
        return Optional.ofNullable(orNull).orElse(other);
    }
}
