package com.scrabbl.mail;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A socket that hears no more than it asked for: an answer ends within the read time-out and the size that are allowed,
 * however it is dripped or drawn out, and what the relay says unasked is noticed.
 */
final class LeashedSocket extends Socket {

    private static final long MOST_BYTES_OF_AN_ANSWER = 1_000_000;

    private long heard;
    private long askedAt;
    private @Nullable Hearing hearing;

    @Override
    public InputStream getInputStream() throws IOException {
        askedAt = System.nanoTime();
        Hearing present = hearing;
        if (present == null) {
            present = new Hearing(super.getInputStream());
            hearing = present;
        }
        return present;
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return new Asking(super.getOutputStream());
    }

    /** @throws IOException if the relay has said something that nobody has read yet */
    void requireSilence() throws IOException {
        Hearing present = hearing;
        if (present != null && !isClosed() && present.available() > 0) {
            throw new IOException("the relay spoke out of turn");
        }
    }

    /** Gives one line at a time, so that no reader takes in more than the answer that it waits for. */
    private final class Hearing extends InputStream {
        private final InputStream in;
        private final byte[] buffer = new byte[2_048];
        private int next;
        private int end;

        Hearing(InputStream in) {
            this.in = in;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (next == end && !filled()) {
                return -1;
            }
            int given = 0;
            while (given < length && next < end) {
                byte b = buffer[next++];
                bytes[offset + given++] = b;
                if (b == '\n') {
                    break;
                }
            }
            return given;
        }

        @Override
        public int available() throws IOException {
            return end - next + in.available();
        }

        private boolean filled() throws IOException {
            int read = in.read(buffer);
            next = 0;
            end = Math.max(0, read);
            heard += end;
            if (heard > MOST_BYTES_OF_AN_ANSWER) {
                throw new IOException("the relay's answer does not end");
            }
            int timeout = getSoTimeout();
            if (timeout > 0 && System.nanoTime() - askedAt > TimeUnit.MILLISECONDS.toNanos(timeout)) {
                throw new SocketTimeoutException("the relay's answer did not end in time");
            }
            return read >= 0;
        }
    }

    private final class Asking extends FilterOutputStream {
        Asking(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            heard = 0;
            out.write(bytes, offset, length);
            askedAt = System.nanoTime();
        }
    }
}
