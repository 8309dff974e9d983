package com.scrabbl.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * What somebody looks for, such as a reader's address, as it stands in the address of a page: encrypted, so that no log of a proxy
 * and no history of a browser keeps whom it was about. The key lives as long as the process. {@link LookedUp} reads it.
 */
@Component
public class Lookups {

    /** The parameter that holds it. */
    static final String PARAMETER = "look";

    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final SecretKey key;
    private final SecureRandom random = new SecureRandom();

    Lookups() throws GeneralSecurityException {
        KeyGenerator keys = KeyGenerator.getInstance("AES");
        keys.init(256);
        key = keys.generateKey();
    }

    /**
     * The address of a page with these fields, which cannot be read in it; empty ones are left out.
     *
     * @param path from {@code /console} on, perhaps with a query
     */
    public String path(String path, Map<String, String> fields) {
        Map<String, String> given = new LinkedHashMap<>(fields);
        given.values().removeIf(String::isEmpty);
        if (given.isEmpty()) {
            return path;
        }
        return path + (path.contains("?") ? "&" : "?") + query(given);
    }

    /** The same as a query. */
    public String query(Map<String, String> fields) {
        String text = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + UriUtils.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return PARAMETER + "=" + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed(text));
    }

    /** The fields again; empty when this process did not write them. */
    Optional<MultiValueMap<String, String>> fields(String look) {
        try {
            byte[] sealed = Base64.getUrlDecoder().decode(look);
            if (sealed.length <= NONCE) {
                return Optional.empty();
            }
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, NONCE));
            String query = new String(cipher.doFinal(sealed, NONCE, sealed.length - NONCE), UTF_8);
            return Optional.of(
                    UriComponentsBuilder.newInstance().query(query).build().getQueryParams());
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private byte[] sealed(String text) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            byte[] closed = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(text.getBytes(UTF_8));
            return ByteBuffer.allocate(NONCE + closed.length)
                    .put(nonce)
                    .put(closed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has this cipher.", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }
}
