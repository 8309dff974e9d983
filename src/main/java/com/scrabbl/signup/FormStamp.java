package com.scrabbl.signup;

import com.scrabbl.subscriber.SubscriptionTokens;
import com.scrabbl.subscriber.SubscriptionTokens.Purpose;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A signed time in a form: it tells when the form was opened. Programs fill in forms at once, people do not. */
@Component
public class FormStamp {

    /** Nobody fills in a form quicker. */
    static final Duration QUICKEST = Duration.ofSeconds(2);

    private static final Duration OLDEST = Duration.ofDays(7);

    private final SubscriptionTokens tokens;
    private final Clock clock;

    FormStamp(SubscriptionTokens tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    /** For the field {@code opened} of a form that is being shown. */
    public String now() {
        return tokens.token(Purpose.OPENED, clock.millis());
    }

    /** Whether a person may have filled in the form that has this stamp. */
    boolean isHuman(@Nullable String stamp) {
        OptionalLong opened = stamp == null ? OptionalLong.empty() : tokens.verify(stamp, Purpose.OPENED);
        if (opened.isEmpty()) {
            return false;
        }
        Duration open = Duration.between(Instant.ofEpochMilli(opened.getAsLong()), clock.instant());
        return open.compareTo(QUICKEST) >= 0 && open.compareTo(OLDEST) <= 0;
    }
}
