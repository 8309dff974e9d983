package com.scrabbl.article.fetch;

/** Nothing could be fetched. The message is one sentence that names the URL or file and the cause. */
public class FetchException extends RuntimeException {

    private final String sentence;

    FetchException(String place, String cause) {
        this.sentence = place + ": " + cause + ".";
    }

    @Override
    public String getMessage() {
        return sentence;
    }
}
