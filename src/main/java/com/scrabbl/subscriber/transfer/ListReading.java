package com.scrabbl.subscriber.transfer;

import com.scrabbl.mail.EmailAddress;
import com.scrabbl.subscriber.Profile;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes readers of the rows of a list. */
interface ListReading {

    /** @throws WrongCellException when a value is wrong; the message says which and why */
    ListEntry read(long line, List<String> cells);

    static EmailAddress address(String cell) {
        return WrongCellException.in("email", () -> EmailAddress.parse(cell));
    }

    static Profile profile(
            @Nullable String name,
            @Nullable String language,
            @Nullable String timeZone,
            Map<String, String> attributes) {
        try {
            return new Profile(name, language, timeZone, attributes);
        } catch (IllegalArgumentException e) {
            // Once more one by one, to find out whose fault it is.
            WrongCellException.in("name", () -> new Profile(name, null, null, Map.of()));
            WrongCellException.in("language", () -> new Profile(null, language, null, Map.of()));
            WrongCellException.in("time_zone", () -> new Profile(null, null, timeZone, Map.of()));
            throw new WrongCellException("attributes", e.getMessage(), e);
        }
    }
}
