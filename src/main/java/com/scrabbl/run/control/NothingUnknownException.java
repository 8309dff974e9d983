package com.scrabbl.run.control;

import com.scrabbl.edition.Edition;
import java.util.List;

/** An operator decides what is not in doubt. */
public class NothingUnknownException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    NothingUnknownException(Edition edition, List<String> addresses) {
        super("In %s nothing is UNKNOWN of %s. Nothing was changed; `deliveries %s` shows every delivery."
                .formatted(edition.name(), String.join(", ", addresses), edition.name()));
    }
}
