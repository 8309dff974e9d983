package com.scrabbl.cli;

import java.io.PrintWriter;
import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/** How far a long command has come: a bar on a terminal, a plain line every few seconds in a pipe. */
final class Progress implements AutoCloseable {

    private static final long BETWEEN_LINES = Duration.ofSeconds(5).toNanos();

    private final String task;
    private final long end;
    private final PrintWriter err;
    private final @Nullable ProgressBar bar;
    private long lastLine = System.nanoTime();

    Progress(String task, long end, PrintWriter err) {
        this.task = task;
        this.end = end;
        this.err = err;
        this.bar = Terminal.width().isEmpty()
                ? null
                : new ProgressBarBuilder()
                        .setTaskName(task)
                        .setInitialMax(end)
                        .showSpeed()
                        .clearDisplayOnFinish()
                        .build();
    }

    void reached(long step) {
        if (bar != null) {
            bar.stepTo(step);
        } else if (System.nanoTime() - lastLine > BETWEEN_LINES) {
            lastLine = System.nanoTime();
            err.println("%s: %d of %d".formatted(task, step, end));
            err.flush();
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
