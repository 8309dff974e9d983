package com.scrabbl.article.read;

/** This is no feed and no page with an article. The message is one sentence that names the place and the cause. */
public class UnreadableException extends RuntimeException {

    private final String sentence;

    UnreadableException(String place, String cause) {
        this.sentence = place + ": " + cause + ".";
    }

    @Override
    public String getMessage() {
        return sentence;
    }
}
