package com.scrabbl.template;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends a rendering that takes too long or too much memory (by interrupting its thread), or prints too much (by refusing to
 * take more).
 */
final class RenderLimit implements AutoCloseable {

    static final int CHARACTERS = 2_000_000;

    /** Of a rendering that takes more memory than it may, or than there is. */
    static final String TOO_LARGE = "it makes a text without end";

    static final Duration TIME = Duration.ofSeconds(10);

    /** Of memory that a rendering takes in all, whether or not it has given it back: many times what a long digest takes. */
    private static final long OCTETS = 256L << 20;

    private static final Duration LOOK = Duration.ofMillis(10);

    private static final @Nullable ThreadMXBean memory =
            ManagementFactory.getThreadMXBean() instanceof ThreadMXBean known
                            && known.isThreadAllocatedMemorySupported()
                    ? known
                    : null;

    private static final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "render-limit");
        thread.setDaemon(true);
        return thread;
    });

    private final Thread renderer = Thread.currentThread();
    private final Duration time;
    private final long begun = System.nanoTime();
    private final long taken = allocated();
    private final Future<?> looks;
    private boolean over;
    private @Nullable String exceeded;

    RenderLimit(Duration time) {
        this.time = time;
        looks = watch.scheduleWithFixedDelay(this::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void look() {
        if (over || exceeded != null) {
            return;
        }
        if (System.nanoTime() - begun > time.toNanos()) {
            exceeded = "it takes more than %d s".formatted(time.toSeconds());
        } else if (allocated() - taken > OCTETS) {
            exceeded = TOO_LARGE;
        }
        if (exceeded != null) {
            renderer.interrupt();
        }
    }

    private long allocated() {
        return memory == null ? 0 : memory.getThreadAllocatedBytes(renderer.getId());
    }

    /** Why the rendering was interrupted, as the end of a sentence; null when it was not. */
    synchronized @Nullable String exceeded() {
        return exceeded;
    }

    /** Looks no more; an interrupt that came too late to be noticed is not left to the thread's next work. */
    @Override
    public synchronized void close() {
        over = true;
        looks.cancel(false);
        if (exceeded != null) {
            Thread.interrupted();
        }
    }

    /** A writer into memory that takes {@link #CHARACTERS} and no more. */
    static final class LimitedWriter extends Writer {

        private final StringWriter text = new StringWriter(16_384);

        @Override
        public void write(char[] characters, int from, int length) throws IOException {
            if (text.getBuffer().length() + length > CHARACTERS) {
                throw new TooLongException();
            }
            text.write(characters, from, length);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}

        @Override
        public String toString() {
            return text.toString();
        }
    }

    static final class TooLongException extends IOException {}
}
