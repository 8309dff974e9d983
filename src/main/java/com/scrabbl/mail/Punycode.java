package com.scrabbl.mail;

import org.jspecify.annotations.Nullable;

/** Decodes labels of domains (RFC 3492 §6.2): those of IDNA 2008 that {@link java.net.IDN} does not read. */
final class Punycode {

    private static final int BASE = 36;
    private static final int LOWEST = 1;
    private static final int HIGHEST = 26;
    private static final int SKEW = 38;
    private static final int DAMP = 700;

    private Punycode() {}

    /** What stands after {@code xn--}, in lower case, decoded; null when it is no such text. */
    static @Nullable String decode(String encoded) {
        int hyphen = encoded.lastIndexOf('-');
        StringBuilder decoded = new StringBuilder(encoded.substring(0, Math.max(hyphen, 0)));
        int length = decoded.length();
        long code = 128;
        long at = 0;
        int bias = 72;
        for (int next = hyphen + 1; next < encoded.length(); ) {
            long before = at;
            long weight = 1;
            for (int k = BASE; ; k += BASE) {
                int digit = next < encoded.length() ? Character.digit(shifted(encoded.charAt(next++)), BASE) : -1;
                int threshold = Math.max(LOWEST, Math.min(HIGHEST, k - bias));
                if (digit < 0 || weight > Integer.MAX_VALUE) {
                    return null;
                }
                at += digit * weight;
                if (digit < threshold) {
                    break;
                }
                weight *= BASE - threshold;
            }
            length++;
            bias = adapted(at - before, length, before == 0);
            code += at / length;
            at %= length;
            if (code > Character.MAX_CODE_POINT) {
                return null;
            }
            decoded.insert(decoded.offsetByCodePoints(0, (int) at), Character.toChars((int) code));
            at++;
        }
        return decoded.toString();
    }

    /** Punycode counts from a to z and then from 0 to 9; {@link Character#digit} the other way round. */
    private static char shifted(char c) {
        if (c >= 'a' && c <= 'z') {
            return c < 'k' ? (char) ('0' + (c - 'a')) : (char) ('a' + (c - 'k'));
        }
        return c >= '0' && c <= '9' ? (char) ('q' + (c - '0')) : '-';
    }

    private static int adapted(long delta, int length, boolean first) {
        long left = first ? delta / DAMP : delta / 2;
        left += left / length;
        int k = 0;
        while (left > (BASE - LOWEST) * HIGHEST / 2) {
            left /= BASE - LOWEST;
            k += BASE;
        }
        return (int) (k + (BASE - LOWEST + 1) * left / (left + SKEW));
    }
}
