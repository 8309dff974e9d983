package com.scrabbl.mail;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A socket that hears no more than it asked for: an answer ends within the read time-out and the size that are allowed,
 * however it is dripped or drawn out, and what the relay says unasked is noticed. What is written is taken within the write
 * time-out, or the socket is closed: the system waits without end for a peer that does not read.
 */
final class LeashedSocket extends Socket {

    private static final Logger log = LoggerFactory.getLogger(LeashedSocket.class);
    private static final long MOST_BYTES_OF_AN_ANSWER = 1_000_000;

    /** So much is written within one write time-out (RFC 5321 section 4.5.3.2.5). */
    private static final int BLOCK = 65_536;

    private final @Nullable Socket connected;
    private final Duration writeTimeout;
    private long heard;
    private long askedAt;
    private @Nullable Hearing hearing;
    /** When the write that is under way began, by the JVM's clock; 0 while there is none. */
    private volatile long writingSince;

    private volatile boolean gaveUp;

    /** A socket of its own. */
    LeashedSocket(Duration writeTimeout) {
        this.connected = null;
        this.writeTimeout = writeTimeout;
    }

    /** Puts a socket that is connected already on the leash; it must not be used beside it. */
    LeashedSocket(Socket connected, Duration writeTimeout) {
        this.connected = connected;
        this.writeTimeout = writeTimeout;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        askedAt = System.nanoTime();
        Hearing present = hearing;
        if (present == null) {
            present = new Hearing(connected == null ? super.getInputStream() : connected.getInputStream());
            hearing = present;
        }
        return present;
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        WriteWatch.over(this);
        return new Asking(connected == null ? super.getOutputStream() : connected.getOutputStream());
    }

    @Override
    public boolean isConnected() {
        return connected == null ? super.isConnected() : connected.isConnected();
    }

    @Override
    public boolean isClosed() {
        return connected == null ? super.isClosed() : connected.isClosed();
    }

    @Override
    public synchronized void close() throws IOException {
        WriteWatch.leave(this);
        if (connected == null) {
            super.close();
        } else {
            connected.close();
        }
    }

    @Override
    public synchronized void setSoTimeout(int millis) throws SocketException {
        if (connected == null) {
            super.setSoTimeout(millis);
        } else {
            connected.setSoTimeout(millis);
        }
    }

    @Override
    public synchronized int getSoTimeout() throws SocketException {
        return connected == null ? super.getSoTimeout() : connected.getSoTimeout();
    }

    @Override
    public @Nullable InetAddress getInetAddress() {
        return connected == null ? super.getInetAddress() : connected.getInetAddress();
    }

    @Override
    public int getPort() {
        return connected == null ? super.getPort() : connected.getPort();
    }

    @Override
    public InetAddress getLocalAddress() {
        return connected == null ? super.getLocalAddress() : connected.getLocalAddress();
    }

    @Override
    public int getLocalPort() {
        return connected == null ? super.getLocalPort() : connected.getLocalPort();
    }

    /** @throws IOException if the relay has said something that nobody has read yet */
    void requireSilence() throws IOException {
        Hearing present = hearing;
        if (present != null && !isClosed() && present.available() > 0) {
            throw OutOfStepException.unasked();
        }
    }

    /** From now on the next answer is waited for: of several to one write, each may take its time. */
    void awaitAnswer() {
        heard = 0;
        askedAt = System.nanoTime();
    }

    /** Closes it if the write under way began longer ago than is allowed. */
    void giveUpIfOverdue(long now) {
        long since = writingSince;
        if (since == 0 || now - since < writeTimeout.toNanos()) {
            return;
        }
        gaveUp = true;
        try {
            close();
        } catch (IOException | RuntimeException e) {
            // Whatever it is, the other sockets are looked at all the same, and again at the next look.
            log.debug("A socket could not be closed: {}", SmtpReply.harmless(String.valueOf(e)));
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
            for (int written = 0; written < length; written += BLOCK) {
                writeInTime(bytes, offset + written, Math.min(BLOCK, length - written));
            }
            askedAt = System.nanoTime();
        }

        private void writeInTime(byte[] bytes, int offset, int length) throws IOException {
            writingSince = System.nanoTime() | 1;
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                throw gaveUp ? new SocketTimeoutException("the relay did not read in time") : e;
            } finally {
                writingSince = 0;
            }
        }
    }
}
