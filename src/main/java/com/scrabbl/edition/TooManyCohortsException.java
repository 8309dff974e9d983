package com.scrabbl.edition;

import java.util.Set;

/** The readers of an edition differ in more ways than texts are kept for. */
public final class TooManyCohortsException extends RuntimeException {

    TooManyCohortsException(String newsletter, int most, Set<String> asked) {
        super(("The newsletter %s has readers of more than %d kinds, by whether they have %s. Let its file say"
                        + " `render: each`, or let its template ask for less.")
                .formatted(newsletter, most, String.join(", ", asked)));
    }
}
