package com.scrabbl.people;

import java.time.Instant;

/**
 * A link with which a user sets a password once. It is known at this moment only: a hash of it is stored.
 *
 * @param user whose
 * @param secret the end of its address
 * @param expiresAt the first instant at which it is good no more
 */
public record OneTimeLink(User user, String secret, Instant expiresAt) {

    /** Its address below that of the installation. */
    public String path() {
        return "/console/welcome/" + secret;
    }

    /** Without the secret: this text may end in a log. */
    @Override
    public String toString() {
        return "one-time link of %s until %s".formatted(user.name(), expiresAt);
    }
}
