package com.scrabbl.subscriber;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One event, as proof: a person agreed to a newsletter or took that back.
 *
 * @param wording what the person read when agreeing, null where there was no form
 * @param wordingVersion names the wording
 * @param network where the request came from, shortened
 * @param userAgent of the request
 * @param confirmedAt of a double opt-in; null where nothing was to confirm
 * @param detail what else tells where it comes from, such as a file's name
 */
public record Consent(
        long subscriberId,
        long newsletterId,
        Event event,
        Origin origin,
        @Nullable String wording,
        @Nullable String wordingVersion,
        @Nullable String network,
        @Nullable String userAgent,
        Instant occurredAt,
        @Nullable Instant confirmedAt,
        @Nullable String detail) {

    /** What happened. */
    public enum Event {
        GIVEN,
        WITHDRAWN
    }

    /** Where it happened. */
    public enum Origin {
        /** A form that the person filled in. */
        FORM,
        /** A list that an operator imported. */
        IMPORT,
        /** A command of an operator. */
        COMMAND,
        /** The link or the one-click request of a mail (RFC 8058). */
        ONE_CLICK,
        /** An operator's page. */
        OPERATOR
    }

    /**
     * As commands and the person's own data have it.
     *
     * @param newsletter its slug
     */
    public Map<String, @Nullable Object> asMap(String newsletter) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("newsletter", newsletter);
        values.put("event", event);
        values.put("origin", origin);
        values.put("occurred_at", occurredAt);
        values.put("confirmed_at", confirmedAt);
        values.put("wording", wording);
        values.put("wording_version", wordingVersion);
        values.put("network", network);
        values.put("user_agent", userAgent);
        values.put("detail", detail);
        return values;
    }

    /** Names a wording: it changes when a letter of it does. Null for none. */
    public static @Nullable String wordingVersion(@Nullable String wording) {
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

    /** Consent that came without a form. */
    public static Consent given(
            long subscriberId, long newsletterId, Origin origin, Instant at, @Nullable String detail) {
        return plain(subscriberId, newsletterId, Event.GIVEN, origin, at, detail);
    }

    /** The end of a consent. */
    public static Consent withdrawn(
            long subscriberId, long newsletterId, Origin origin, Instant at, @Nullable String detail) {
        return plain(subscriberId, newsletterId, Event.WITHDRAWN, origin, at, detail);
    }

    private static Consent plain(
            long subscriberId, long newsletterId, Event event, Origin origin, Instant at, @Nullable String detail) {
        return new Consent(subscriberId, newsletterId, event, origin, null, null, null, null, at, null, detail);
    }
}
