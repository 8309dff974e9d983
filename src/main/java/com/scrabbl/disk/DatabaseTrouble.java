package com.scrabbl.disk;

import java.sql.SQLException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a failure of the database says, for people: one sentence without statements and class names. */
public final class DatabaseTrouble {

    /** PostgreSQL: the server's disk is full. */
    private static final String DISK_FULL = "53100";

    /** H2 adds the statement to what it says. */
    private static final String STATEMENT = "; SQL statement:";

    private DatabaseTrouble() {}

    /** Whether the failure passes as soon as somebody makes room, or gives leave to write: it is worth any waiting. */
    public static boolean isOfTheDisk(Throwable failure) {
        return ofTheDisk(failure) != null;
    }

    /** What happened, without the statement; a failure that is not of the database says what it says. */
    public static String sentence(Throwable failure) {
        String known = ofTheDisk(failure);
        return known == null ? words(failure) : known;
    }

    private static @Nullable String ofTheDisk(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String said = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
            if (cause instanceof SQLException sql && DISK_FULL.equals(sql.getSQLState())
                    || said.contains("no space left on device")
                    || said.contains("not enough space on the disk")
                    || said.contains("quota exceeded")) {
                return "the database's disk is full";
            }
            if (said.contains("read-only file system")) {
                return "the database's disk is mounted read-only";
            }
            if (said.contains("too many open files")) {
                return "too many files are open: raise the limit of this process (ulimit -n)";
            }
        }
        return null;
    }

    private static String words(Throwable failure) {
        SQLException database = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            database = cause instanceof SQLException sql ? sql : database;
        }
        // What lies below the driver's own exception is about classes and file channels.
        String said = String.valueOf((database == null ? failure : database).getMessage());
        int statement = said.indexOf(STATEMENT);
        return (statement < 0 ? said : said.substring(0, statement)).replaceAll("\\s+", " ");
    }
}
