package com.scrabbl.mail;

import java.util.List;

/** A newsletter chose a relay that there is not. */
public class UnknownRelayException extends RuntimeException {

    UnknownRelayException(String name, List<String> known) {
        super("There is no relay \"%s\" in scrabbl.delivery.relays; %s."
                .formatted(name, known.isEmpty() ? "it names none" : "it names " + String.join(", ", known)));
    }
}
