package com.scrabbl.edition;

/** There is nothing to be corrected, it was decided already, or the words are not as they must be. */
public class NoCorrectionException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    NoCorrectionException(String message) {
        super(message);
    }
}
