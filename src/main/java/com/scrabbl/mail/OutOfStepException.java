package com.scrabbl.mail;

import java.io.IOException;

/** What the relay says is no answer to what it was asked, or was not asked for: nothing more can be read from it. */
class OutOfStepException extends IOException {

    private OutOfStepException(String message) {
        super(message);
    }

    static OutOfStepException by(SmtpReply reply) {
        return new OutOfStepException("the relay answered " + reply + ", which is out of step");
    }

    static OutOfStepException unasked() {
        return new OutOfStepException("the relay spoke out of turn");
    }
}
