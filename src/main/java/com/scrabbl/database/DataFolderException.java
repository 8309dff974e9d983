package com.scrabbl.database;

import java.nio.file.Path;

/** A folder of data can't be used as it is; the message says what to do. */
public final class DataFolderException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    DataFolderException(Path folder, String problem) {
        super("The folder %s %s".formatted(folder, problem));
    }

    DataFolderException(Path folder, String problem, Throwable cause) {
        super("The folder %s %s".formatted(folder, problem), cause);
    }
}
