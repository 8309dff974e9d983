package com.scrabbl.article.read;

/** An item that cannot become an article. The message says why. */
public class RefusedItemException extends Exception {

    private final String reason;

    RefusedItemException(String reason) {
        this.reason = reason;
    }

    @Override
    public String getMessage() {
        return reason;
    }
}
