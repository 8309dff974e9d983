package com.scrabbl.article.fetch;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What was fetched.
 *
 * @param place the URL or path as it was asked for, to speak of it
 * @param location where it was found, after redirects; relative links count from here
 * @param contentType as the server says; null for a file
 * @param validators for the next time
 * @param movedTo where the server says that it is from now on (RFC 9110 §15.4.2, §15.4.9); null if it said nothing
 */
@SuppressWarnings("ArrayRecordComponent") // read once and thrown away, never compared
public record Content(
        String place,
        URI location,
        @Nullable String contentType,
        byte[] bytes,
        Validators validators,
        @Nullable String movedTo) {}
