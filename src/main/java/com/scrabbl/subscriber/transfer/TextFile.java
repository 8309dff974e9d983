package com.scrabbl.subscriber.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file that was read once to its end.
 *
 * @param charset the one that was named, else by its byte order mark, else UTF-8
 * @param mark the length of the byte order mark in bytes
 * @param lines at least as many as it has, for a progress display and for sizing
 */
record TextFile(Path path, Charset charset, int mark, long lines) {

    /**
     * Octets that are no text in its charset become U+FFFD, so that only their line is spoilt.
     *
     * @param charset null is the one of its byte order mark, else UTF-8
     * @throws UnreadableListException when it cannot be read
     */
    static TextFile check(Path path, @Nullable Charset charset) {
        if (!Files.isRegularFile(path)) {
            throw new UnreadableListException("%s is not a file".formatted(path));
        }
        try {
            TextFile file = charset == null ? withCharsetOf(path) : new TextFile(path, charset, 0, 0);
            return new TextFile(path, file.charset, file.mark, file.countLines());
        } catch (IOException e) {
            throw new UnreadableListException("%s cannot be read: %s".formatted(path, e.getMessage()), e);
        }
    }

    /** The text after the byte order mark. */
    Reader open() throws IOException {
        InputStream bytes = Files.newInputStream(path);
        bytes.skipNBytes(mark);
        return new InputStreamReader(bytes, charset);
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
        }
        return count;
    }
}
