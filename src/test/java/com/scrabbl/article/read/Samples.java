package com.scrabbl.article.read;

import com.scrabbl.article.fetch.Content;
import com.scrabbl.article.fetch.Validators;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** The sample files of this room, read as if they came from gazette.example. */
final class Samples {

    static final Instant NOW = Instant.parse("2026-11-24T06:00:00Z");

    private Samples() {}

    static List<RawItem> raw(String file) {
        return raw(file, bytes(file));
    }

    static List<RawItem> raw(String name, byte[] bytes) {
        return new ContentReader()
                .read(new Content(
                        name, URI.create("https://gazette.example/" + name), null, bytes, Validators.NONE, null))
                .items();
    }

    static Item first(String file) {
        return admit(raw(file).get(0));
    }

    static Item admit(RawItem raw) {
        try {
            return Door.admit(raw, NOW);
        } catch (RefusedItemException e) {
            throw new AssertionError(e);
        }
    }

    static String text(String file) {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }

    static byte[] bytes(String file) {
        try (InputStream in = Samples.class.getResourceAsStream("/com/scrabbl/article/" + file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
