package com.scrabbl.support;

import com.scrabbl.support.FaultyRelay.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What a relay can do wrong at a moment. */
public final class Faults {

    private static final int PAUSE_MILLIS = 40;

    private Faults() {}

    /** Answers this, and stays. */
    public static Fault says(String reply) {
        return line -> {
            line.say(reply);
            return true;
        };
    }

    /** Answers this, and closes the connection. */
    public static Fault saysAndCloses(String reply) {
        return line -> {
            line.say(reply);
            return false;
        };
    }

    /** Writes the pieces with a pause after each, and stays. */
    public static Fault writes(String... pieces) {
        return line -> {
            for (String piece : pieces) {
                line.raw(piece.getBytes(StandardCharsets.ISO_8859_1));
                pause(PAUSE_MILLIS);
            }
            return true;
        };
    }

    /** Writes so many bytes of one line that does not end. */
    public static Fault writesWithoutEnd(String begin, int bytes) {
        return line -> {
            line.raw(begin.getBytes(StandardCharsets.US_ASCII));
            byte[] block = "x".repeat(10_000).getBytes(StandardCharsets.US_ASCII);
            for (int written = 0; written < bytes; written += block.length) {
                line.raw(block);
            }
            return false;
        };
    }

    /** A byte now and then, for longer than anybody waits for a whole answer. */
    public static Fault drips(String reply) {
        return line -> {
            for (byte b : reply.getBytes(StandardCharsets.US_ASCII)) {
                line.raw(new byte[] {b});
                pause(3 * PAUSE_MILLIS);
            }
            return false;
        };
    }

    public static Fault closes() {
        return line -> false;
    }

    public static Fault resets() {
        return line -> {
            line.reset();
            return false;
        };
    }

    /** Reads some of the content, then cuts the connection. */
    public static Fault resetsAfter(int bytes) {
        return line -> {
            line.swallow(bytes);
            line.reset();
            return false;
        };
    }

    /** Reads some of the content, says this and closes. */
    public static Fault saysAfter(int bytes, String reply) {
        return line -> {
            line.swallow(bytes);
            line.say(reply);
            pause(PAUSE_MILLIS);
            return false;
        };
    }

    /** Reads and says nothing until the relay is closed. */
    public static Fault hangs() {
        return line -> {
            while (line.isServed()) {
                pause(PAUSE_MILLIS);
            }
            return false;
        };
    }

    /** Has the message, and then does this. */
    public static Fault takesAnd(Fault then) {
        return line -> {
            line.take();
            return then.strike(line);
        };
    }

    private static void pause(int millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
