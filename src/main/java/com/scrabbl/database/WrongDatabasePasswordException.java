package com.scrabbl.database;

/** H2 refused the password of its owner. */
public final class WrongDatabasePasswordException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    WrongDatabasePasswordException(H2File database, Throwable cause) {
        super(
                "The database %s has another password than %s says. Restore that file from the backup that the database is from, or set spring.datasource.password to the database's own."
                        .formatted(database.path(), database.password()),
                cause);
    }
}
