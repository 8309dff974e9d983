package com.scrabbl.subscriber;

import com.scrabbl.mail.EmailAddress;

/** A suppression was to be removed that is none, or that only the person can lift. */
public class NotSuppressedException extends IllegalArgumentException {

    NotSuppressedException(EmailAddress address, boolean erased) {
        super((erased ? "%s was erased; only the person can come back, by their own sign-up." : "%s is not suppressed.")
                .formatted(address.typed()));
    }
}
