package com.scrabbl.article.fetch;

import org.jspecify.annotations.Nullable;

/** Nothing could be fetched. The message is one sentence that names the URL or file and the cause. */
public class FetchException extends RuntimeException {

    private final String sentence;
    private final @Nullable RetryAfter retryAfter;

    FetchException(String place, String cause) {
        this(place, cause, null);
    }

    FetchException(String place, String cause, @Nullable RetryAfter retryAfter) {
        this.sentence = place + ": " + cause + ".";
        this.retryAfter = retryAfter;
    }

    /** When the server wants to be asked again; null if it did not say. */
    public @Nullable RetryAfter retryAfter() {
        return retryAfter;
    }

    @Override
    public String getMessage() {
        return sentence;
    }
}
