package com.scrabbl.console.list;

import com.scrabbl.subscriber.transfer.ImportReport;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A file on its way into the list.
 *
 * @param fileName as the browser named it, made harmless
 * @param folder where it lies among the uploads; null when it is gone
 * @param lines as many as the file has, or a few more
 * @param reached the line that was reached
 * @param report of the last check, or of the import
 * @param problem of one that failed
 * @param actor who brought it
 */
public record ListImport(
        long id,
        Kind kind,
        String actor,
        String fileName,
        @Nullable String folder,
        ImportHow how,
        State state,
        long lines,
        long reached,
        @Nullable ImportReport report,
        @Nullable String problem,
        Instant createdAt,
        Instant changedAt) {

    /** What is in a file. */
    public enum Kind {
        READERS("subscribers import"),
        SUPPRESSIONS("suppressions import");

        private final String what;

        Kind(String what) {
            this.what = what;
        }

        /** The command that does the same. */
        String what() {
            return what;
        }
    }

    /** How far it is. */
    public enum State {
        /** Its columns are to be looked at. */
        UPLOADED,
        CHECKING,
        /** Nothing is written yet. */
        CHECKED,
        IMPORTING,
        DONE,
        /** The check or the import broke off; the problem says why. */
        FAILED,
        /** The process that worked on it is gone. Is not stored: it shows by time. */
        INTERRUPTED
    }

    public boolean isReaders() {
        return kind == Kind.READERS;
    }

    /** The file and what is made of it, for the audit. */
    String told() {
        return isReaders()
                ? "%s as %s, status %s, update %s"
                        .formatted(fileName, word(how.source()), word(how.status()), word(how.update()))
                : fileName + ", cause " + how.cause().text();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** Whether a process works on it. */
    public boolean isWorking() {
        return state == State.CHECKING || state == State.IMPORTING;
    }
}
