package com.scrabbl.article;

/** What should be imported is not there. */
public class UnknownPlaceException extends IllegalArgumentException {

    UnknownPlaceException(String typed) {
        super("\"%s\" is neither an http or https URL nor a file or folder that exists.".formatted(typed));
    }
}
