package com.scrabbl.subscriber;

import com.scrabbl.mail.EmailAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person.
 *
 * @param address null when the person was erased
 * @param erasedAt null unless erased
 */
public record Subscriber(
        long id,
        @Nullable EmailAddress address,
        Profile profile,
        Instant createdAt,
        @Nullable Instant erasedAt) {}
