package com.scrabbl.template;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Ends a rendering that takes too long (by interrupting its thread) or prints too much (by refusing to take more). */
final class RenderLimit implements AutoCloseable {

    static final int CHARACTERS = 2_000_000;
    static final Duration TIME = Duration.ofSeconds(10);

    private static final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "render-limit");
        thread.setDaemon(true);
        return thread;
    });

    private final Thread renderer = Thread.currentThread();
    private final Future<?> alarm;
    private boolean over;
    private boolean interrupted;

    RenderLimit(Duration time) {
        alarm = watch.schedule(this::interrupt, time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void interrupt() {
        if (!over) {
            interrupted = true;
            renderer.interrupt();
        }
    }

    synchronized boolean timeIsUp() {
        return interrupted;
    }

    /** Takes the alarm back; an interrupt that came too late to be noticed is not left to the thread's next work. */
    @Override
    public synchronized void close() {
        over = true;
        alarm.cancel(false);
        if (interrupted) {
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
