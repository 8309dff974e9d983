package com.scrabbl.subscriber.transfer;

import java.io.BufferedReader;
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

    private final BufferedReader text;
    private final Deque<Line> putBack = new ArrayDeque<>();
    private final StringBuilder building = new StringBuilder();
    private long number;
    private boolean skipLineFeed;

    Lines(Reader text) {
        this.text = new BufferedReader(text, 1 << 16);
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
        building.setLength(0);
        boolean cut = false;
        for (int c = text.read(); c >= 0; c = text.read()) {
            boolean secondOfPair = skipLineFeed && c == '\n';
            skipLineFeed = c == '\r';
            if (secondOfPair) {
                continue;
            }
            if (c == '\r' || c == '\n') {
                return new Line(++number, building.toString(), cut);
            }
            if (building.length() < LONGEST) {
                building.append((char) c);
            } else {
                cut = true;
            }
        }
        return building.isEmpty() ? null : new Line(++number, building.toString(), cut);
    }
}
