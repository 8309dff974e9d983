package com.scrabbl.article.read;

import com.scrabbl.article.fetch.Content;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes text of bytes: a byte order mark counts most, then what the server says, then what the text says of itself, else
 * UTF-8. But bytes beyond ASCII that are UTF-8 are read as that whatever anybody says, since nothing else looks like it by
 * chance; and what is not in the encoding it claims is read as windows-1252.
 */
final class Decoding {

    /** Where a text may say how it is encoded. */
    private static final int HEAD = 4096;

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    private static final Pattern PARAMETER =
            Pattern.compile(";\\s*charset=[\"']?([\\w.:-]+)", Pattern.CASE_INSENSITIVE);

    private static final Pattern DECLARATION = Pattern.compile(
            "<\\?xml[^>]*?encoding\\s*=\\s*[\"']([\\w.:-]+)|<meta[^>]*?charset\\s*=\\s*[\"']?([\\w.:-]+)",
            Pattern.CASE_INSENSITIVE);

    private Decoding() {}

    /** The text without a byte order mark. */
    static String text(Content content) {
        byte[] bytes = content.bytes();
        String text = byMark(bytes)
                .flatMap(charset -> strictly(bytes, charset))
                .or(() -> isAscii(bytes) ? Optional.empty() : strictly(bytes, StandardCharsets.UTF_8))
                .or(() -> claimed(content))
                .orElseGet(() -> new String(bytes, WINDOWS_1252));
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    private static Optional<Charset> byMark(byte[] bytes) {
        if (startsWith(bytes, 0xef, 0xbb, 0xbf)) {
            return Optional.of(StandardCharsets.UTF_8);
        } else if (startsWith(bytes, 0xfe, 0xff) || startsWith(bytes, 0, '<', 0)) {
            return Optional.of(StandardCharsets.UTF_16BE);
        } else if (startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, '<', 0)) {
            return Optional.of(StandardCharsets.UTF_16LE);
        }
        return Optional.empty();
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte one : bytes) {
            if (one < 0) {
                return false;
            }
        }
        return true;
    }

    private static Optional<String> claimed(Content content) {
        return Stream.of(byServer(content.contentType()), byItself(content.bytes()))
                .flatMap(Optional::stream)
                .flatMap(charset -> strictly(content.bytes(), charset).stream())
                .findFirst();
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xff) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Charset> byServer(@Nullable String contentType) {
        Matcher parameter = PARAMETER.matcher(contentType == null ? "" : contentType);
        return parameter.find() ? named(parameter.group(1)) : Optional.empty();
    }

    private static Optional<Charset> byItself(byte[] bytes) {
        String head = new String(bytes, 0, Math.min(HEAD, bytes.length), StandardCharsets.ISO_8859_1);
        Matcher declaration = DECLARATION.matcher(head);
        if (!declaration.find()) {
            return Optional.empty();
        }
        return named(declaration.group(1) == null ? declaration.group(2) : declaration.group(1));
    }

    /** A name in ASCII cannot declare UTF-16; and Latin-1 is windows-1252 to every browser. */
    private static Optional<Charset> named(String name) {
        try {
            Charset charset = Charset.forName(name);
            if (charset.name().startsWith("UTF-16")) {
                return Optional.empty();
            }
            boolean latin = charset.equals(StandardCharsets.ISO_8859_1) || charset.equals(StandardCharsets.US_ASCII);
            return Optional.of(latin ? WINDOWS_1252 : charset);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> strictly(byte[] bytes, Charset charset) {
        try {
            return Optional.of(charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
