package com.scrabbl.edition;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One issue of a newsletter, frozen.
 *
 * @param newsletter its slug
 * @param slot in whole seconds
 * @param uid random; boundaries and Message-IDs derive from it
 * @param articles how many it has
 * @param audience how many deliveries were frozen for it; null until all are in, and only then it is deliverable
 */
public record Edition(
        long id,
        long newsletterId,
        String newsletter,
        Instant slot,
        String uid,
        int articles,
        @Nullable Long audience,
        Instant frozenAt) {

    /** As commands and people name it: {@code SLUG/SLOT}. */
    public String name() {
        return newsletter + "/" + slot;
    }
}
