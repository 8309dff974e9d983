package com.scrabbl.signup;

/** A link whose token is forged, cut off or for something else. */
public class UnknownLinkException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public UnknownLinkException() {
        super("This link is not one of ours, or it was cut off: copy it whole, up to its last character.");
    }
}
