package com.scrabbl.http;

import jakarta.servlet.ReadListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.coyote.AsyncContextCallback;
import org.apache.coyote.Request;
import org.apache.tomcat.util.buf.ByteChunk;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;

/**
 * A body that comes in while no thread waits for it. More than is kept is read and thrown away, so that the sender reads
 * the answer; beyond the most it is given up.
 */
final class IncomingBody implements ReadListener, AsyncContextCallback, ApplicationBufferHandler {

    private final Request request;
    private final OpenRequests.Kind kind;
    private final String sender;
    private final int kept;
    private final long most;
    private final ByteChunk body = new ByteChunk();
    private ByteBuffer read = ByteBuffer.allocate(0);
    private long length;
    private boolean whole;

    /**
     * @param sender address of the connection's peer
     * @param kept so many octets
     * @param most octets that are read at all
     */
    IncomingBody(Request request, OpenRequests.Kind kind, String sender, int kept, long most) {
        this.request = request;
        this.kind = kind;
        this.sender = sender;
        this.kept = kept;
        this.most = most;
    }

    @Override
    public void onDataAvailable() throws IOException {
        while (!request.isFinished() && length <= most && request.isReady()) {
            int number = request.doRead(this);
            if (number < 0) {
                break;
            }
            length += number;
            int room = Math.min(number, kept - body.getLength());
            if (room > 0) {
                body.append(read.slice(read.position(), room));
            }
        }
        whole = request.isFinished();
    }

    boolean isWhole() {
        return whole;
    }

    boolean isTooLarge() {
        return length > most;
    }

    ByteChunk body() {
        return body;
    }

    OpenRequests.Kind kind() {
        return kind;
    }

    String sender() {
        return sender;
    }

    @Override
    public void setByteBuffer(ByteBuffer buffer) {
        read = buffer;
    }

    @Override
    public @Nullable ByteBuffer getByteBuffer() {
        return read;
    }

    @Override
    public void expand(int size) {
        // The server hands over buffers of its own size.
    }

    @Override
    public void onAllDataRead() {
        whole = true;
    }

    @Override
    public void onError(Throwable error) {
        // Whoever called it is told by the exception itself.
    }

    @Override
    public void fireOnComplete() {
        // Nothing waits for it.
    }

    @Override
    public boolean isAvailable() {
        return true;
    }

    @Override
    public void incrementInProgressAsyncCount() {
        // Only a stop of a part of the server would ask for the number.
    }

    @Override
    public void decrementInProgressAsyncCount() {
        // As above.
    }
}
