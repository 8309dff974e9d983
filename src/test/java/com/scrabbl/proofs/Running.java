package com.scrabbl.proofs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A process of the product; what it prints goes to files in its folder, which stay for whoever looks into a failure. */
public final class Running {

    private static final AtomicInteger count = new AtomicInteger();

    private final Process process;
    private final Path out;
    private final Path err;
    private final List<String> line;

    private Running(Process process, Path out, Path err, List<String> line) {
        this.process = process;
        this.out = out;
        this.err = err;
        this.line = line;
    }

    public static Running start(Path folder, String name, List<String> line) {
        String log = String.format("%04d-%s", count.incrementAndGet(), name);
        try {
            Path logs = Files.createDirectories(folder.resolve("logs"));
            Path out = logs.resolve(log + ".out");
            Path err = logs.resolve(log + ".err");
            Process process = new ProcessBuilder(line)
                    .directory(folder.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new Running(process, out, err, line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean alive() {
        return process.isAlive();
    }

    /** SIGKILL: returns when the process is gone. */
    public void kill() {
        process.destroyForcibly();
        waitFor(Duration.ofSeconds(30));
    }

    /** SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** The exit code; 128 + 9 after a kill. */
    public int waitFor(Duration longest) {
        try {
            if (process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        process.destroyForcibly();
        throw new AssertionError("Not at its end after " + longest + ": " + this);
    }

    /** Waits for its end; returns what it printed on standard output. */
    public String expect(Duration longest, int exitCode) {
        int ended = waitFor(longest);
        if (ended != exitCode) {
            throw new AssertionError("Ended with " + ended + " instead of " + exitCode + ": " + this);
        }
        return out();
    }

    public String out() {
        return text(out);
    }

    public String err() {
        return text(err);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        String said = err();
        return String.join(" ", line) + "\n" + out() + said.substring(Math.max(0, said.length() - 4_000));
    }
}
