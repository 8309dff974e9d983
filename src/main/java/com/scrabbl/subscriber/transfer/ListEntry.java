package com.scrabbl.subscriber.transfer;

import com.scrabbl.mail.EmailAddress;
import com.scrabbl.subscriber.AttributeKind;
import com.scrabbl.subscriber.Profile;
import com.scrabbl.subscriber.Topics;
import java.util.Map;

/**
 * One reader of a list that is imported.
 *
 * @param line where it stands
 * @param kinds of the profile's attributes; those that are not named are text
 */
record ListEntry(
        long line,
        EmailAddress address,
        Profile profile,
        Map<String, AttributeKind> kinds,
        Topics topics,
        ListStanding standing) {

    AttributeKind kind(String attribute) {
        return kinds.getOrDefault(attribute, AttributeKind.TEXT);
    }
}
