package com.scrabbl.newsletter;

import com.scrabbl.mail.EmailAddress;
import org.jspecify.annotations.Nullable;

/**
 * From whom a newsletter comes.
 *
 * @param name beside the address, one line
 * @param address of the From header; ASCII but for its domain
 * @param replyTo where answers go; null means to the sender's address
 */
public record Sender(
        String name, EmailAddress address, @Nullable EmailAddress replyTo) {

    static final int LONGEST_NAME = 200;

    public Sender {
        name = Allowed.line(name, LONGEST_NAME);
        address = sendable(address);
        replyTo = replyTo == null ? null : sendable(replyTo);
    }

    static EmailAddress sendable(EmailAddress address) {
        if (!address.ascii()) {
            throw Allowed.refused(address.typed(), "has other than ASCII characters before the @", "ASCII there");
        }
        return address;
    }
}
