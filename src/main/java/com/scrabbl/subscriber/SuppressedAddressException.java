package com.scrabbl.subscriber;

import com.scrabbl.mail.EmailAddress;
import java.util.List;
import java.util.stream.Collectors;

/** An address was to be put on a list that must not be mailed. */
public class SuppressedAddressException extends IllegalArgumentException {

    SuppressedAddressException(EmailAddress address, List<Suppression> suppressions) {
        super("%s is suppressed (%s) and was not added; \"suppressions remove\" lifts that, save for one who was erased"
                .formatted(
                        address.typed(),
                        suppressions.stream()
                                .map(suppression -> suppression.cause().text())
                                .collect(Collectors.joining(", "))));
    }
}
