package com.scrabbl.mail;

import org.jspecify.annotations.Nullable;

/** No connection to the relay could be made: no message was touched. The message names host, port and the key to set. */
public class RelayException extends RuntimeException {

    private final Stage stage;
    private final boolean ours;

    RelayException(Stage stage, boolean ours, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.stage = stage;
        this.ours = ours;
    }

    /** Where it failed. */
    public Stage stage() {
        return stage;
    }

    /** Whether our configuration was refused, so that trying again makes no sense before it is changed. */
    public boolean ours() {
        return ours;
    }
}
