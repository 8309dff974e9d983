package com.scrabbl.subscriber;

import com.scrabbl.mail.EmailAddress;

/** Nobody on the lists has this address. */
public class UnknownSubscriberException extends IllegalArgumentException {

    UnknownSubscriberException(EmailAddress address) {
        super("There is no subscriber %s.".formatted(address.typed()));
    }
}
