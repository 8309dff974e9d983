package com.scrabbl.disk;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;

/** What a failure of the database says, for people: one sentence without statements and class names. */
public final class DatabaseTrouble {

    /** PostgreSQL: the server's disk is full. */
    private static final String DISK_FULL = "53100";

    /** Begins what Spring and H2 add to their messages. */
    private static final Pattern QUOTED = Pattern.compile("(?s)(; SQL statement:|(\\w+; )?SQL \\[).*");

    /** SQL states of a connection or server that is gone; H2's: closed, broken, or what its file did not do. */
    private static final Pattern AWAY = Pattern.compile("08...|53...|57P..|90007|90028|90031|90067|90098|90121");

    private DatabaseTrouble() {}

    /** Whether the database is away, or cannot write: that passes, and where it was noticed says nothing. */
    public static boolean isAway(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CannotGetJdbcConnectionException
                    || cause instanceof CannotCreateTransactionException
                    || cause instanceof SQLNonTransientConnectionException
                    || cause instanceof SQLTransientConnectionException
                    || cause instanceof SQLException sql
                            && AWAY.matcher(String.valueOf(sql.getSQLState())).matches()
                    || isOfItsFile(cause)) {
                return true;
            }
        }
        return isOfTheDisk(failure);
    }

    /** H2 names the class of what closed its file. */
    private static boolean isOfItsFile(Throwable cause) {
        return cause.getClass().getName().startsWith("org.h2.mvstore.");
    }

    /** A message without the statement that a library quotes in it, and what follows. */
    public static String withoutStatement(String message) {
        return QUOTED.matcher(message).replaceFirst("");
    }

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
            if (isOfItsFile(cause)) {
                return "the database was closed, since its file could not be read or written";
            }
            database = cause instanceof SQLException sql ? sql : database;
        }
        // What lies below the driver's own exception is about classes and file channels.
        String said = String.valueOf((database == null ? failure : database).getMessage());
        return withoutStatement(said).replaceAll("\\s+", " ");
    }
}
