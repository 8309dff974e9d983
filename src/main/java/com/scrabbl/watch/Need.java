package com.scrabbl.watch;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Something that waits for a person.
 *
 * @param subject what it is about: with the kind, the same as long as it is the same thing
 * @param newsletter the newsletter's number; null when it is about none
 * @param title one line
 * @param sentence what happened, and what it means
 * @param since when it began
 * @param zone on whose clock its times are told
 * @param link where it can be mended, from the root of the application on
 * @param button what to do there
 */
public record Need(
        Kind kind,
        String subject,
        @Nullable Long newsletter,
        String title,
        String sentence,
        Instant since,
        ZoneId zone,
        String link,
        String button) {

    /** What kinds of things wait, the most urgent first. */
    public enum Kind {
        /** A rule halted a run. */
        HALTED("Halted", Duration.ZERO),
        /** The ledger of an edition does not add up. */
        WRONG_SUM("Wrong sum", Duration.ZERO),
        /** Deliveries are open, and their shelf life is nearly over. */
        ENDING("Ending", Duration.ZERO),
        /** The database cannot be written, or soon will not be. */
        DISK("Disk", Duration.ZERO),
        /** A slot has come, and nothing has recorded it. */
        OVERDUE("Overdue", Duration.ZERO),
        /** A run failed; most are tried again by themselves. */
        FAILED("Failed", Duration.ofMinutes(10)),
        /** A provider refuses us, and its readers wait. */
        SUSPENDED("Suspended", Duration.ofMinutes(10)),
        /** Nobody knows what became of deliveries. */
        UNKNOWN("Unknown", Duration.ZERO),
        /** A source fails. */
        FAILING("Failing", Duration.ZERO),
        /** Data was open to other users of this machine. */
        OPEN("Open", Duration.ZERO),
        /** An edition waits for approval. No alarm: that is its ordinary way. */
        PROPOSED("Proposed", null);

        private final String word;
        private final @Nullable Duration patience;

        Kind(String word, @Nullable Duration patience) {
            this.word = word;
            this.patience = patience;
        }

        /** For people. */
        public String word() {
            return word;
        }

        /** Whether operators get a mail about it. */
        public boolean isAlarm() {
            return patience != null;
        }

        /** Whether something is lost unless somebody does something soon. */
        public boolean isUrgent() {
            return this == WRONG_SUM || this == ENDING || this == DISK || this == OVERDUE;
        }

        /** How long it must last before they do. */
        Duration patience() {
            return patience == null ? Duration.ZERO : patience;
        }
    }

    /** Distinguishes it from all others that last. */
    String key() {
        return kind + " " + subject;
    }
}
