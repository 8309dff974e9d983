package com.scrabbl.subscriber;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.scrabbl.subscriber.SigningKeys.SigningKey;
import java.security.MessageDigest;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * The tokens in links of a mail. A token carries its purpose and a number, mostly a subscription's, never a delivery or
 * an address, and its signature is valid for ever: leaving must work from the oldest mail. It consists of lower-case letters, digits and hyphens, which
 * no mail program mangles.
 */
@Component
public class SubscriptionTokens {

    /** What a token is good for; one of another purpose is not accepted. */
    public enum Purpose {
        /** Ends the subscription. */
        UNSUBSCRIBE('u'),
        /** Opens the preferences of the subscription's person. */
        PREFERENCES('p'),
        /** Stands in test mails and does nothing. */
        TEST('t'),
        /** Confirms what a letter asks to be confirmed; its number is the letter's. */
        CONFIRM('c'),
        /** Shows, moves or erases what is kept of a person; its number is the letter's. */
        FRESH('f'),
        /** Takes leaving back. */
        UNDO('z'),
        /** Says when a form was opened; its number is the time in milliseconds. */
        OPENED('o');

        private final char letter;

        Purpose(char letter) {
            this.letter = letter;
        }
    }

    /** Purpose, key, subscription, and the first 128 bits of the signature. */
    private static final Pattern TOKEN = Pattern.compile("([a-z])-([0-9a-z]{1,12})-([0-9a-z]{1,12})-([0-9a-f]{32})");

    private static final int SIGNATURE = 32;

    private final SigningKeys keys;

    SubscriptionTokens(SigningKeys keys) {
        this.keys = keys;
    }

    /** The token that ends this subscription. */
    public String unsubscribe(long subscriptionId) {
        return token(Purpose.UNSUBSCRIBE, subscriptionId);
    }

    /** The token that opens the preferences of this subscription's person. */
    public String preferences(long subscriptionId) {
        return token(Purpose.PREFERENCES, subscriptionId);
    }

    /** The token of a test mail, which belongs to no subscription. */
    public String test() {
        return token(Purpose.TEST, 0);
    }

    /** A token for a number of another kind than a subscription's. */
    public String token(Purpose purpose, long number) {
        return token(purpose, number, "");
    }

    /** A token that is good only together with these words, which it does not show. */
    public String token(Purpose purpose, long number, String words) {
        SigningKey key = keys.current();
        return purpose.letter + "-" + Long.toString(key.id(), Character.MAX_RADIX) + "-"
                + Long.toString(number, Character.MAX_RADIX) + "-" + signature(key, purpose, number, words);
    }

    /** The token's subscription (0 for a test mail), or empty when it is forged, cut off or made for another purpose. */
    public OptionalLong verify(String token, Purpose purpose) {
        return verify(token, purpose, "");
    }

    /** The number of a token that is good only together with these words; empty when it is not good. */
    public OptionalLong verify(String token, Purpose purpose, String words) {
        Matcher parts = TOKEN.matcher(token);
        if (!parts.matches() || parts.group(1).charAt(0) != purpose.letter) {
            return OptionalLong.empty();
        }
        long number = Long.parseLong(parts.group(3), Character.MAX_RADIX);
        return keys.find(Long.parseLong(parts.group(2), Character.MAX_RADIX))
                .filter(key -> same(parts.group(4), signature(key, purpose, number, words)))
                .map(key -> OptionalLong.of(number))
                .orElse(OptionalLong.empty());
    }

    private static String signature(SigningKey key, Purpose purpose, long number, String words) {
        return key.secret()
                .sign("token:" + purpose.letter + ":" + number + (words.isEmpty() ? "" : ":" + words))
                .substring(0, SIGNATURE);
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(US_ASCII), other.getBytes(US_ASCII));
    }
}
