package com.scrabbl.subscriber;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** 32 bytes that sign by HMAC-SHA256. Never shows itself in a log. */
final class Secret {

    private static final String ALGORITHM = "HmacSHA256";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] bytes;
    /** Never used itself: to copy it is quicker than to look for the algorithm, and each mail is signed twice. */
    private final Mac ready;

    private Secret(byte[] bytes) {
        this.bytes = bytes;
        this.ready = mac(bytes);
    }

    static Secret random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return new Secret(bytes);
    }

    static Secret ofBase64(String text) {
        return new Secret(Base64.getDecoder().decode(text));
    }

    /** Derived from what an operator wrote. */
    static Secret ofPassphrase(String text) {
        try {
            return new Secret(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** 64 hexadecimal digits. */
    String sign(String text) {
        return HexFormat.of().formatHex(copy().doFinal(text.getBytes(UTF_8)));
    }

    private Mac copy() {
        try {
            return (Mac) ready.clone();
        } catch (CloneNotSupportedException e) {
            // A provider that keeps it in a device.
            return mac(bytes);
        }
    }

    private static Mac mac(byte[] bytes) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(bytes, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
