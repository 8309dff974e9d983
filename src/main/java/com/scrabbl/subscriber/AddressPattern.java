package com.scrabbl.subscriber;

import com.scrabbl.mail.EmailAddress;

/**
 * Whom a suppression is meant for: one address, or all addresses of one domain (not of those below it).
 *
 * @param stored the normal form of the address, or {@code @} and the domain
 */
public record AddressPattern(String stored) {

    /** This address only. */
    public static AddressPattern of(EmailAddress address) {
        return new AddressPattern(address.normal());
    }

    /**
     * An address, or a domain as {@code *@example.org} or {@code @example.org}.
     *
     * @throws IllegalArgumentException when it is neither; the message quotes it
     */
    public static AddressPattern parse(String typed) {
        String text = typed.strip();
        if (!text.startsWith("@") && !text.startsWith("*@")) {
            return of(EmailAddress.parse(typed));
        }
        try {
            return ofDomain(EmailAddress.parse("all" + text.substring(text.indexOf('@'))));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "\"%s\" is no domain as in *@example.org"
                            .formatted(text.substring(0, Math.min(text.length(), 100))
                                    .replaceAll("\\p{Cntrl}", "?")),
                    e);
        }
    }

    /** All addresses of this one's domain. */
    public static AddressPattern ofDomain(EmailAddress address) {
        return new AddressPattern("@" + address.domain());
    }

    /** Whether it is meant for a whole domain. */
    public boolean wholeDomain() {
        return stored.startsWith("@");
    }

    /** As people write it. */
    @Override
    public String toString() {
        return wholeDomain() ? "*" + stored : stored;
    }
}
