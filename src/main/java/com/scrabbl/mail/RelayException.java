package com.scrabbl.mail;

import org.jspecify.annotations.Nullable;

/** No connection to the relay could be made: no message was touched. The message names host, port and the key to set. */
public class RelayException extends RuntimeException {

    private final Stage stage;

    RelayException(Stage stage, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.stage = stage;
    }

    /** Where it failed. */
    public Stage stage() {
        return stage;
    }
}
