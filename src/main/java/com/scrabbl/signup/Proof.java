package com.scrabbl.signup;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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

    /** Names the wording: it changes when a letter of it does. */
    @Nullable
    String wordingVersion() {
        if (wording == null) {
            return null;
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(wording.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
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
