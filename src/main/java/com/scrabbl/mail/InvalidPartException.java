package com.scrabbl.mail;

/** A part of an e-mail address breaks the syntax; the message completes the sentence "not an e-mail address: …". */
class InvalidPartException extends IllegalArgumentException {

    InvalidPartException(String reason) {
        super(reason);
    }
}
