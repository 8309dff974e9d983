package com.scrabbl.database;

import java.nio.file.Path;

/** A backup could not be written. */
public final class BackupFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BackupFailedException(Path zip, Exception cause) {
        super("The backup %s can't be written: %s".formatted(zip, cause.getMessage()), cause);
    }
}
