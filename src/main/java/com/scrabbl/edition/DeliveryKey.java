package com.scrabbl.edition;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * What makes a delivery's message its own: the same in every attempt and every round. The edition's uid has a public and
 * a secret half; the tag shows that whoever names a Message-ID has seen it, and no other one can be made of it.
 */
final class DeliveryKey {

    private static final SecureRandom random = new SecureRandom();
    private static final int PUBLIC = 12;

    private final String left;
    private final String tag;

    private DeliveryKey(String left, String tag) {
        this.left = left;
        this.tag = tag;
    }

    /** A uid for a new edition: 40 hexadecimal digits. */
    static String newUid() {
        byte[] octets = new byte[20];
        random.nextBytes(octets);
        return HexFormat.of().formatHex(octets);
    }

    static DeliveryKey of(String uid, long subscriptionId) {
        return of(uid, Long.toString(subscriptionId, Character.MAX_RADIX));
    }

    /** Of a test mail, which belongs to no subscription. */
    static DeliveryKey ofTest(String uid, String address) {
        return of(uid, "t" + digest(address).substring(0, 12));
    }

    private static DeliveryKey of(String uid, String addressee) {
        String tag = new BigInteger(digest(uid + ":" + addressee).substring(0, 24), 16).toString(Character.MAX_RADIX);
        return new DeliveryKey(uid.substring(0, PUBLIC) + "." + addressee, tag);
    }

    String messageId(String domain) {
        return left + "." + tag + "@" + domain;
    }

    /** No quoted-printable text contains {@code =_}. */
    String boundary() {
        return "=_" + tag;
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
