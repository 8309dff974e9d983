package com.scrabbl.mail;

import org.jspecify.annotations.Nullable;

/** No connection to the relay could be made: no message was touched. The message names host, port and the key to set. */
public class RelayException extends RuntimeException {

    private final Stage stage;
    private final @Nullable SmtpReply reply;
    private final boolean ours;

    /** @param ours whether it is refused for a reason that stays until somebody changes a setting */
    RelayException(Stage stage, @Nullable SmtpReply reply, boolean ours, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.stage = stage;
        this.reply = reply;
        this.ours = ours;
    }

    /** Where it failed. */
    public Stage stage() {
        return stage;
    }

    /** What the relay said, if it said anything. */
    public @Nullable SmtpReply reply() {
        return reply;
    }

    /** Whether it is our configuration: encryption or login. Trying again does not help. */
    public boolean ours() {
        return ours;
    }
}
