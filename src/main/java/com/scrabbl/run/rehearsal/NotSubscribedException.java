package com.scrabbl.run.rehearsal;

import com.scrabbl.mail.EmailAddress;
import com.scrabbl.newsletter.Newsletter;

/** The address does not subscribe to the newsletter. */
public class NotSubscribedException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    NotSubscribedException(EmailAddress address, Newsletter newsletter) {
        super("%s does not subscribe to %s. `subscribers add %1$s --newsletter %2$s` adds the address."
                .formatted(address.typed(), newsletter.slug()));
    }
}
