package com.scrabbl.database;

/** A backup as it was asked for can't be made; the message says what to do. */
public final class BackupRefusedException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    BackupRefusedException(String sentence) {
        super(sentence);
    }
}
