package com.scrabbl.http;

import com.scrabbl.http.OpenRequests.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Adapter;
import org.apache.coyote.BadRequestException;
import org.apache.coyote.ContinueResponseTiming;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.SocketEvent;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the server's connections and its pages: a page gets a thread when the body of its request is there. While
 * the body comes in, nobody waits; what takes too long is answered 408. A file that is uploaded is read by its page, as it
 * comes; it has its least rate too.
 */
final class RequestIntake implements Adapter {

    /** A number that no other part of the server uses. */
    private static final int NOTE = 20;

    private static final String METHODS = "GET, HEAD, POST";

    private final Adapter pages;
    private final OpenRequests open;
    private final HttpProperties properties;
    private final Limits limits;

    /**
     * Sizes and paths of the server.
     *
     * @param root path of the application, without a slash at the end
     * @param form octets of the largest form
     * @param passedOver octets of a body that is too large and read all the same
     * @param proxied whether the peers are proxies, which have no share of their own
     */
    record Limits(String root, int form, long passedOver, boolean proxied) {

        private static final String UPLOAD = "/console/import/upload";

        boolean isUpload(String path) {
            return path.equals(UPLOAD);
        }

        String below(String uri) {
            return uri.startsWith(root) ? uri.substring(root.length()) : uri;
        }
    }

    RequestIntake(Adapter pages, OpenRequests open, HttpProperties properties, Limits limits) {
        this.pages = pages;
        this.open = open;
        this.properties = properties;
        this.limits = limits;
    }

    @Override
    public void service(Request request, Response response) throws Exception {
        if (response.getStatus() >= 400) {
            // The server could not read the head, and what it says of a body is not to be trusted.
            refuse(request, response, response.getStatus());
            return;
        }
        // A request whose first line cannot be read has none, and is served so that it gets its page.
        String uri = Objects.requireNonNullElse(request.requestURI().toString(), "");
        if (uri.equals("*") || "CONNECT".equals(request.getMethod())) {
            response.setHeader("Allow", METHODS);
            refuse(request, response, 405);
            return;
        }
        String path = limits.below(uri);
        Kind kind = Kind.of(String.valueOf(request.getMethod()), path);
        long length = request.getContentLengthLong();
        boolean chunked = length < 0 && request.getHeader("Transfer-Encoding") != null;
        if (length <= 0 && !chunked) {
            answer(request, response, kind);
        } else if (limits.isUpload(path)) {
            receive(request, response, kind);
        } else if (length > limits.passedOver()) {
            // It is refused unread.
            answer(request, response, kind);
        } else {
            begin(request, response, kind, length);
        }
    }

    private void receive(Request request, Response response, Kind kind) throws Exception {
        InputBuffer input = request.getInputBuffer();
        request.setInputBuffer(new SteadyInput(input, properties));
        try {
            answer(request, response, kind);
        } finally {
            request.setInputBuffer(input);
        }
        AtomicBoolean finished = new AtomicBoolean();
        request.action(ActionCode.REQUEST_BODY_FULLY_READ, finished);
        if (!finished.get()) {
            // Else the server would read on, at the sender's pace.
            request.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        }
    }

    private void begin(Request request, Response response, Kind kind, long length) {
        request.action(ActionCode.REQ_PEER_ADDR_ATTRIBUTE, null);
        String sender = String.valueOf(request.peerAddr());
        if (!limits.proxied() && !open.enter(kind, sender)) {
            refuse(request, response, 429);
            return;
        }
        IncomingBody body = new IncomingBody(request, kind, sender, limits.form() + 1, limits.passedOver());
        request.setNote(NOTE, body);
        if (request.hasExpectation()) {
            response.action(ActionCode.ACK, ContinueResponseTiming.ALWAYS);
        }
        Duration longest = properties.longest(length < 0 ? limits.form() : length);
        request.action(ActionCode.ASYNC_START, body);
        request.action(ActionCode.ASYNC_SETTIMEOUT, longest.toMillis());
        // On the request's own thread what is there already is read when this method is over; else at once, within it.
        request.setRequestThread();
        request.setReadListener(body);
        request.clearRequestThread();
    }

    @Override
    public boolean asyncDispatch(Request request, Response response, SocketEvent event) throws Exception {
        IncomingBody body = (IncomingBody) request.getNote(NOTE);
        if (body == null) {
            return pages.asyncDispatch(request, response, event);
        }
        if (body.isWhole()) {
            forget(request, body);
            request.action(ActionCode.ASYNC_DISPATCHED, null);
            request.action(ActionCode.REQ_SET_BODY_REPLAY, body.body());
            answer(request, response, body.kind());
            return true;
        }
        if (event != SocketEvent.OPEN_READ) {
            return giveUp(request, response, body, event == SocketEvent.TIMEOUT ? 408 : null);
        }
        try {
            request.onDataAvailable();
        } catch (BadRequestException e) {
            return giveUp(request, response, body, 400);
        } catch (IOException e) {
            return giveUp(request, response, body, null);
        }
        if (body.isTooLarge()) {
            return giveUp(request, response, body, 413);
        }
        if (body.isWhole()) {
            request.action(ActionCode.ASYNC_DISPATCH, null);
        }
        return true;
    }

    /** Always false: the connection is of no more use. */
    private boolean giveUp(Request request, Response response, IncomingBody body, @Nullable Integer status) {
        forget(request, body);
        if (status != null) {
            refuse(request, response, status);
        }
        return false;
    }

    private void forget(Request request, IncomingBody body) {
        request.setNote(NOTE, null);
        if (!limits.proxied()) {
            open.leave(body.kind(), body.sender());
        }
    }

    private void answer(Request request, Response response, Kind kind) throws Exception {
        if (!open.takeThread(kind)) {
            refuse(request, response, 503);
            return;
        }
        try {
            pages.service(request, response);
        } finally {
            open.giveThread(kind);
        }
    }

    /** Answers in one line and ends the connection. */
    private void refuse(Request request, Response response, int status) {
        byte[] text = (status + "\n").getBytes(StandardCharsets.US_ASCII);
        response.setStatus(status);
        response.setHeader("Connection", "close");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (status == 429 || status == 503) {
            response.setHeader("Retry-After", "2");
        }
        response.setContentType("text/plain");
        response.setContentLength(text.length);
        try {
            response.doWrite(ByteBuffer.wrap(text));
            response.action(ActionCode.CLOSE, null);
            request.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        } catch (IOException e) {
            // Who is gone needs no answer.
            request.action(ActionCode.CLOSE_NOW, e);
        }
        pages.log(request, response, System.nanoTime() - request.getStartTimeNanos());
    }

    @Override
    public boolean prepare(Request request, Response response) throws Exception {
        return pages.prepare(request, response);
    }

    @Override
    public void log(Request request, Response response, long time) {
        pages.log(request, response, time);
    }

    @Override
    public void checkRecycled(Request request, Response response) {
        IncomingBody body = (IncomingBody) request.getNote(NOTE);
        if (body != null) {
            forget(request, body);
        }
        pages.checkRecycled(request, response);
    }

    @Override
    public String getDomain() {
        return pages.getDomain();
    }
}
