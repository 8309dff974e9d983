package com.scrabbl.people;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who may use the console.
 *
 * @param passwordNumber grows with each password that is set and each change of role; a session that began under
 *     another one has ended
 * @param hasPassword whether the user can log in
 * @param linkExpiresAt until when a one-time link is good that was not used yet; null when there is none
 */
public record User(
        long id,
        String name,
        Role role,
        int passwordNumber,
        boolean hasPassword,
        @Nullable Instant linkExpiresAt,
        Instant createdAt) {}
