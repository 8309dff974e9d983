package com.scrabbl.cli;

import com.scrabbl.mail.EmailAddress;
import org.jspecify.annotations.Nullable;

/** A subscription was to end that a known person never had. */
final class NoSubscriptionException extends IllegalArgumentException {

    NoSubscriptionException(EmailAddress address, @Nullable String slug) {
        super("%s has no subscription%s.".formatted(address, slug == null ? "" : " to " + slug));
    }
}
