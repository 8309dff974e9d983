package com.scrabbl.article.fetch;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * What a server said to recognise a version by (RFC 9110 §8.8).
 *
 * @param etag the entity tag, quotes included
 * @param lastModified the date as the server wrote it
 */
public record Validators(@Nullable String etag, @Nullable String lastModified) {

    /** Nothing is known yet: the whole text is asked for. */
    public static final Validators NONE = new Validators(null, null);

    private static final int LONGEST_ETAG = 1000;
    private static final int LONGEST_DATE = 200;

    static Validators of(HttpResponse<?> response) {
        return new Validators(header(response, "ETag", LONGEST_ETAG), header(response, "Last-Modified", LONGEST_DATE));
    }

    void addTo(HttpRequest.Builder request) {
        if (etag != null) {
            request.header("If-None-Match", etag);
        }
        if (lastModified != null) {
            request.header("If-Modified-Since", lastModified);
        }
    }

    private static @Nullable String header(HttpResponse<?> response, String name, int longest) {
        return response.headers()
                .firstValue(name)
                .filter(text -> text.length() <= longest)
                .orElse(null);
    }
}
