package com.scrabbl.subscriber.transfer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where the readers of a list come to.
 *
 * @param now the instant of all that is written
 * @param file its name, for the proofs
 */
record ImportTarget(ImportOptions options, Instant now, String file, ImportDatabase database) {

    /**
     * SQL: the subscription {@code n} of the person {@code s} to the newsletter of that parameter. Adding nothing keeps
     * PostgreSQL from the index by newsletter: as long as it takes the newsletter for an empty one, it would read all of that
     * for each person.
     */
    static final String SUBSCRIPTION = "n.subscriber_id = s.id AND n.newsletter_id + 0 = :newsletter";

    private static final int LONGEST_DETAIL = 1000;

    /** When the reader agreed, or whatever else the list says. */
    Instant at(ListEntry entry) {
        Instant told = entry.standing().at();
        Instant otherwise = options.consentDate() == null || entry.standing().kind() == ListStanding.Kind.LEFT
                ? now
                : options.consentDate();
        return told == null ? otherwise : told;
    }

    /** Where the proof comes from. */
    String detail(ListEntry entry) {
        @Nullable String note = entry.standing().note();
        return note == null ? file : line(file + "; " + note, LONGEST_DETAIL);
    }

    /** Of a person who is asked to confirm: with what the list, or whoever brings it, says of an earlier consent. */
    String detailOfRequest(ListEntry entry) {
        @Nullable
        Instant told = entry.standing().at() == null
                ? options.consentDate()
                : entry.standing().at();
        return told == null ? detail(entry) : line(detail(entry) + "; agreed elsewhere at " + told, LONGEST_DETAIL);
    }

    static String line(String text, int longest) {
        String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.substring(0, Math.min(line.length(), longest));
    }
}
