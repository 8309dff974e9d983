package com.scrabbl.article.fetch;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** Unpacks what came compressed (RFC 9110 §8.4.1), and breaks off as soon as it is larger than allowed. */
final class ContentCoding {

    /** The low four bits of zlib's first byte. */
    private static final int DEFLATE_METHOD = 8;

    private ContentCoding() {}

    static byte[] decoded(String place, HttpResponse<byte[]> response, int maxBytes) throws IOException {
        String coding = response.headers()
                .firstValue("Content-Encoding")
                .orElse("identity")
                .trim()
                .toLowerCase(Locale.ROOT);
        byte[] body = response.body();
        return switch (coding) {
            case "", "identity" -> body;
            case "gzip", "x-gzip" -> unpacked(new GZIPInputStream(new ByteArrayInputStream(body)), maxBytes);
            case "deflate" -> unpacked(inflating(body), maxBytes);
            default -> throw new FetchException(place, "it is compressed in a way that was not asked for");
        };
    }

    /** Some servers leave out the zlib frame that the standard wants around it. */
    private static InputStream inflating(byte[] body) {
        boolean framed = body.length > 1
                && (body[0] & 0x0f) == DEFLATE_METHOD
                && (((body[0] & 0xff) << 8) | (body[1] & 0xff)) % 31 == 0;
        return new InflaterInputStream(new ByteArrayInputStream(body), new Inflater(!framed));
    }

    private static byte[] unpacked(InputStream packed, int maxBytes) throws IOException {
        try (packed) {
            byte[] bytes = packed.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw new CappedBody.TooLargeException();
            }
            return bytes;
        }
    }
}
