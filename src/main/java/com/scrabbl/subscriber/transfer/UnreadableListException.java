package com.scrabbl.subscriber.transfer;

/** A file is no list that could be imported; nothing was written. The message names the file and what to do. */
public class UnreadableListException extends IllegalArgumentException {

    UnreadableListException(String message) {
        super(message);
    }

    UnreadableListException(String message, Throwable cause) {
        super(message, cause);
    }
}
