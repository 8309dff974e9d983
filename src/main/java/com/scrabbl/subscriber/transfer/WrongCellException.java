package com.scrabbl.subscriber.transfer;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A cell of a list is wrong; the column is the kind of the problem. */
class WrongCellException extends IllegalArgumentException {

    private final String column;

    WrongCellException(String column, @Nullable String message, @Nullable Throwable cause) {
        super(message, cause);
        this.column = column;
    }

    /** What was read; what is wrong with it belongs to this column. */
    static <T extends @Nullable Object> T in(String column, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (WrongCellException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new WrongCellException(column, e.getMessage(), e);
        }
    }

    String column() {
        return column;
    }
}
