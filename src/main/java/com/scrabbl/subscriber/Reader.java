package com.scrabbl.subscriber;

import com.scrabbl.mail.EmailAddress;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A subscriber as an edition sees one.
 *
 * @param language a BCP 47 tag
 * @param timeZone an id that {@link java.time.ZoneId} knows
 * @param attributes further values by name
 * @param topics those of the subscription
 * @param since when the subscription's present state began
 */
public record Reader(
        long subscriptionId,
        long subscriberId,
        EmailAddress address,
        @Nullable String name,
        @Nullable String language,
        @Nullable String timeZone,
        Map<String, String> attributes,
        Topics topics,
        Instant since) {

    /** For eyes other than the reader's: links to preferences and to leaving lead nowhere in what is made for this one. */
    public Reader seenByOthers() {
        return new Reader(
                -Math.abs(subscriptionId),
                -Math.abs(subscriberId),
                address,
                name,
                language,
                timeZone,
                attributes,
                topics,
                since);
    }
}
