package com.scrabbl.article.fetch;

/** A source may not lie there when it is named on the console. The message says which key allows it. */
public class ForbiddenPlaceException extends IllegalArgumentException {

    ForbiddenPlaceException(String message) {
        super(message);
    }
}
