package com.scrabbl.article;

/** A name is asked for that another place has already. */
public class SourceConflictException extends IllegalArgumentException {

    SourceConflictException(Source existing, String place) {
        super("The source \"%s\" is %s and keeps that place; choose another name for %s."
                .formatted(existing.name(), existing.place(), place));
    }
}
