package com.scrabbl.newsletter;

import java.time.DateTimeException;
import java.time.Instant;

/** A slot as addresses, names of editions and commands have it: an instant such as 2026-11-24T06:00:00Z. */
public final class WrittenSlot {

    private WrittenSlot() {}

    /** @throws DateTimeException when it is no instant, or one of a year of more than four digits, which no slot has */
    public static Instant parse(String written) {
        if (written.startsWith("+") || written.startsWith("-")) {
            throw new DateTimeException("There is no slot in a year like that.");
        }
        return Instant.parse(written);
    }
}
