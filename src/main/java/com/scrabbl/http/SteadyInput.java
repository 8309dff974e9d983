package com.scrabbl.http;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/** A body that is read while it comes in, and ends with an exception when it comes too slowly. */
final class SteadyInput implements InputBuffer {

    private final InputBuffer body;
    private final HttpProperties properties;
    private final long begun = System.nanoTime();
    private long read;

    SteadyInput(InputBuffer body, HttpProperties properties) {
        this.body = body;
        this.properties = properties;
    }

    @Override
    public int doRead(ApplicationBufferHandler handler) throws IOException {
        if (Duration.ofNanos(System.nanoTime() - begun).compareTo(properties.longest(read)) > 0) {
            throw new SocketTimeoutException("The file comes in too slowly");
        }
        int number = body.doRead(handler);
        read += Math.max(0, number);
        return number;
    }

    @Override
    public int available() {
        return body.available();
    }
}
