package com.scrabbl.subscriber.transfer;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lines of a text with their numbers; lines can be put back. A line without end does not fill the memory. */
final class Lines implements Closeable {

    static final int LONGEST = 1 << 16;

    /** @param number 1 is the first
     *  @param cut whether the line was longer than {@link #LONGEST} characters */
    record Line(long number, String text, boolean cut) {}

    private final Reader text;
    private final Deque<Line> putBack = new ArrayDeque<>();

    private final char[] buffer = new char[1 << 16];
    private int next;
    private int filled;

    /** The beginning of a line whose end is not in the buffer. */
    private final StringBuilder begun = new StringBuilder();

    private boolean cut;
    private boolean skipLineFeed;
    private long number;

    Lines(Reader text) {
        this.text = text;
    }

    /** Null at the end. */
    @Nullable
    Line next() throws IOException {
        return putBack.isEmpty() ? read() : putBack.pop();
    }

    /** The next line will be the first of these. */
    void putBack(List<Line> lines) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            putBack.push(lines.get(i));
        }
    }

    @Override
    public void close() throws IOException {
        text.close();
    }

    private @Nullable Line read() throws IOException {
        while (next < filled || fill()) {
            if (skipLineFeed && buffer[next] == '\n') {
                next++;
                skipLineFeed = false;
                continue;
            }
            int begin = next;
            while (next < filled && buffer[next] != '\n' && buffer[next] != '\r') {
                next++;
            }
            skipLineFeed = false;
            if (next < filled) {
                skipLineFeed = buffer[next] == '\r';
                return line(begin, next++);
            }
            begin(begin, next);
        }
        return begun.isEmpty() ? null : line(next, next);
    }

    private boolean fill() throws IOException {
        next = 0;
        filled = Math.max(0, text.read(buffer));
        return filled > 0;
    }

    private void begin(int from, int to) {
        int room = Math.min(to - from, LONGEST - begun.length());
        begun.append(buffer, from, room);
        cut |= room < to - from;
    }

    /** What was begun and the buffer's characters in [from, to). */
    private Line line(int from, int to) {
        begin(from, to);
        Line line = new Line(++number, begun.toString(), cut);
        begun.setLength(0);
        cut = false;
        return line;
    }
}
