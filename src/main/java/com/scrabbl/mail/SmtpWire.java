package com.scrabbl.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The line to the relay once the session stands: commands and content leave as they are given, replies are read one at a
 * time. The mail library reads and writes on the same sockets before, and says QUIT after.
 */
final class SmtpWire {

    private static final int LOWEST_CODE = 200;
    private static final int HIGHEST_CODE = 599;

    private final InputStream in;
    private final OutputStream out;
    private final OutputStream whileSilent = new WhileSilent();
    private final LeashedSocket leash;
    private final boolean encrypted;
    private final byte[] buffer = new byte[2_048];
    /** Holds most messages whole. */
    private final byte[] content = new byte[1 << 15];

    private int next;
    private int end;

    SmtpWire(InputStream in, OutputStream out, LeashedSocket leash, boolean encrypted) {
        this.in = in;
        this.out = out;
        this.leash = leash;
        this.encrypted = encrypted;
    }

    /**
     * Writes when nothing is waited for: what the relay has said unasked would be taken for the answer.
     *
     * @throws IOException if it has
     */
    void write(byte[] octets) throws IOException {
        requireSilence();
        writeOn(octets);
    }

    /**
     * Likewise, a message's content, which is to be taken in without a word to its end.
     *
     * @throws IOException if the relay has said something; the end has not left then
     */
    void write(WireMessage message) throws IOException {
        message.writeTo(whileSilent, content);
        out.flush();
    }

    private void requireSilence() throws IOException {
        if (next < end) {
            throw OutOfStepException.unasked();
        }
        if (!encrypted) {
            // Under TLS something may always be under way that is no reply.
            leash.requireSilence();
        }
    }

    /** Writes while an answer is awaited, which may be there already. */
    void writeOn(byte[] octets) throws IOException {
        out.write(octets);
        out.flush();
    }

    /**
     * Reads the next reply (RFC 5321 section 4.2); text that is not ASCII is UTF-8 (RFC 6531).
     *
     * @throws IOException when none comes in time, or what comes is none
     */
    SmtpReply read() throws IOException {
        leash.awaitAnswer();
        String first = line();
        int code = code(first);
        StringBuilder lines = new StringBuilder(first);
        for (String line = first; isContinued(line); ) {
            line = line();
            if (!line.startsWith(first.substring(0, 3))) {
                throw garbled();
            }
            lines.append('\n').append(line);
        }
        return SmtpReply.parse(code, lines.toString());
    }

    /** Reads a last word that may or may not come. */
    SmtpReply read(int millis) throws IOException {
        leash.setSoTimeout(millis);
        return read();
    }

    private static boolean isContinued(String line) {
        return line.length() > 3 && line.charAt(3) == '-';
    }

    private static int code(String line) throws IOException {
        int code = 0;
        for (int digit = 0; digit < 3; digit++) {
            char c = digit < line.length() ? line.charAt(digit) : ' ';
            if (c < '0' || c > '9') {
                throw garbled();
            }
            code = 10 * code + c - '0';
        }
        if (code < LOWEST_CODE || code > HIGHEST_CODE) {
            throw garbled();
        }
        return code;
    }

    private static IOException garbled() {
        return new IOException("the relay answered what is no SMTP reply");
    }

    /** Without its line end; at the end of the stream, what there is of it. */
    private String line() throws IOException {
        WireBytes line = new WireBytes(128);
        while (true) {
            if (next == end && !filled()) {
                if (line.length() == 0) {
                    throw new IOException("the relay closed the connection");
                }
                return text(line);
            }
            byte octet = buffer[next++];
            if (octet == '\n') {
                return text(line);
            }
            line.write(octet);
        }
    }

    private boolean filled() throws IOException {
        next = 0;
        end = Math.max(0, in.read(buffer, 0, buffer.length));
        return end > 0;
    }

    private static String text(WireBytes line) {
        String text = new String(line.toByteArray(), StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    /** Writes each part only if the relay has said nothing during those before. */
    private final class WhileSilent extends OutputStream {

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] octets, int from, int length) throws IOException {
            requireSilence();
            out.write(octets, from, length);
        }
    }
}
