package com.scrabbl.signup;

import com.scrabbl.subscriber.Consent;
import org.jspecify.annotations.Nullable;

/**
 * What shows later how somebody agreed.
 *
 * @param wording what the person read, in that language
 * @param network where the request came from, shortened; null when it is not kept
 * @param userAgent of the request, on one line and cut
 */
public record Proof(
        @Nullable String wording,
        @Nullable String network,
        @Nullable String userAgent) {

    private static final int LONGEST_USER_AGENT = 300;

    public Proof {
        userAgent = harmless(userAgent);
    }

    @Nullable
    String wordingVersion() {
        return Consent.wordingVersion(wording);
    }

    private static @Nullable String harmless(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        String line = text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\\u2028\\u2029]+", " ")
                .strip();
        int end = Math.min(line.length(), LONGEST_USER_AGENT);
        return line.isEmpty() ? null : line.substring(0, end);
    }
}
