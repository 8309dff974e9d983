package com.scrabbl.edition;

import java.time.Instant;

/**
 * An edition that was sent, as lists of past editions name it.
 *
 * @param newsletter its slug
 * @param sentAt when its text was frozen
 * @param headline title of its first article, as it was sent
 * @param articles how many it has that were not withdrawn since
 */
public record ArchivedEdition(
        long id, long newsletterId, String newsletter, Instant slot, Instant sentAt, String headline, int articles) {

    /** As commands and people name it: {@code SLUG/SLOT}. */
    public String name() {
        return newsletter + "/" + slot;
    }
}
