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
 */
@SuppressWarnings("ArrayRecordComponent") // read once and thrown away, never compared
public record Content(String place, URI location, @Nullable String contentType, byte[] bytes, Validators validators) {}
