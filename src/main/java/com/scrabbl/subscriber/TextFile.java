package com.scrabbl.subscriber;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that was read once to its end and decodes without a fault.
 *
 * @param charset by its byte order mark, else UTF-8
 * @param mark the length of the byte order mark in bytes
 * @param lines at least as many as it has, for a progress display and for sizing
 */
record TextFile(Path path, Charset charset, int mark, long lines) {

    /** @throws UnreadableListException when it cannot be read or decoded */
    static TextFile check(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new UnreadableListException("%s is not a file".formatted(path));
        }
        try {
            TextFile file = withCharsetOf(path);
            return new TextFile(path, file.charset, file.mark, file.countLines());
        } catch (IOException e) {
            throw new UnreadableListException("%s cannot be read: %s".formatted(path, e.getMessage()), e);
        }
    }

    /** The text after the byte order mark. A fault in decoding is an {@link IOException}. */
    Reader open() throws IOException {
        InputStream bytes = Files.newInputStream(path);
        bytes.skipNBytes(mark);
        return new InputStreamReader(
                bytes,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    private static TextFile withCharsetOf(Path path) throws IOException {
        byte[] head;
        try (InputStream bytes = Files.newInputStream(path)) {
            head = bytes.readNBytes(3);
        }
        int first = head.length < 2 ? 0 : (head[0] & 0xFF) << 8 | head[1] & 0xFF;
        if (first == 0xFEFF) {
            return new TextFile(path, StandardCharsets.UTF_16BE, 2, 0);
        }
        if (first == 0xFFFE) {
            return new TextFile(path, StandardCharsets.UTF_16LE, 2, 0);
        }
        boolean utf8Mark = first == 0xEFBB && head.length == 3 && (head[2] & 0xFF) == 0xBF;
        return new TextFile(path, StandardCharsets.UTF_8, utf8Mark ? 3 : 0, 0);
    }

    private long countLines() throws IOException {
        long count = 1;
        try (Reader text = open()) {
            char[] buffer = new char[1 << 16];
            char before = 0;
            for (int read = text.read(buffer); read > 0; read = text.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    if (buffer[i] == '\r' || buffer[i] == '\n' && before != '\r') {
                        count++;
                    }
                    before = buffer[i];
                }
            }
        } catch (CharacterCodingException e) {
            throw new UnreadableListException(
                    "%s is no text in %s, seen near line %d; is it binary? Save it as CSV in UTF-8"
                            .formatted(path, charset, count),
                    e);
        }
        return count;
    }
}
