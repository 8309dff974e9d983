package com.scrabbl.cli;

import com.scrabbl.audit.Change;
import com.scrabbl.delivery.DeliveryState;
import com.scrabbl.delivery.Progress;
import com.scrabbl.run.Run;
import com.scrabbl.run.Summaries;
import com.scrabbl.run.Summary;
import com.scrabbl.run.control.SendWatcher;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * Shows how a sending goes on standard error: a bar with rate and time left on a terminal, else a plain line every few
 * seconds.
 */
final class SendProgress implements SendWatcher, AutoCloseable {

    private static final Duration BAR_EVERY = Duration.ofMillis(500);
    private static final Duration LINE_EVERY = Duration.ofSeconds(5);

    private final Application application;
    private final PrintWriter err;
    private final boolean terminal = Terminal.showsErrors();
    private @Nullable ScheduledExecutorService ticking;
    private @Nullable Change written;
    private @Nullable ProgressBar bar;
    private String lastLine = "";

    SendProgress(Application application, PrintWriter err) {
        this(application, err, null);
    }

    /** @param written what goes into the audit when this process takes the run that was asked for */
    SendProgress(Application application, PrintWriter err, @Nullable Change written) {
        this.application = application;
        this.err = err;
        this.written = written;
    }

    @Override
    public void taken(Run run) {
        Change change = written;
        if (change != null) {
            application.record(change);
            written = null;
        }
    }

    @Override
    public synchronized void begins(Run run, Progress progress) {
        close();
        ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "progress");
            thread.setDaemon(true);
            return thread;
        });
        long every = (terminal ? BAR_EVERY : LINE_EVERY).toMillis();
        ticks.scheduleAtFixedRate(() -> show(run, progress), every, every, TimeUnit.MILLISECONDS);
        ticking = ticks;
    }

    private synchronized void show(Run run, Progress progress) {
        if (ticking == null) {
            return;
        }
        long settled = 0;
        for (DeliveryState state : DeliveryState.values()) {
            settled += progress.of(state);
        }
        if (settled == 0) {
            return;
        }
        String figures = "accepted %d, deferred %d, rejected %d"
                .formatted(
                        progress.of(DeliveryState.ACCEPTED),
                        progress.of(DeliveryState.DEFERRED),
                        progress.of(DeliveryState.REJECTED));
        if (terminal) {
            bar(run, settled).stepTo(settled).setExtraMessage(figures);
        } else if (!figures.equals(lastLine)) {
            lastLine = figures;
            err.println(run.name() + ": " + figures);
            err.flush();
        }
    }

    /** What is settled already and what is open make up the whole of this execution. */
    private ProgressBar bar(Run run, long settled) {
        ProgressBar present = bar;
        if (present == null) {
            Summary begun = application.bean(Summaries.class).current(run);
            present = new ProgressBarBuilder()
                    .setTaskName(run.newsletter())
                    .setStyle(ProgressBarStyle.ASCII)
                    .setInitialMax(settled + begun.planned() + begun.sending())
                    .showSpeed()
                    .build();
            bar = present;
        }
        return present;
    }

    @Override
    public synchronized void olderWentOn(Summary older) {
        close();
        err.println("%s went on: %s, accepted %d, deferred %d, rejected %d, unknown %d"
                .formatted(
                        older.edition(),
                        older.state(),
                        older.accepted(),
                        older.deferred(),
                        older.rejected(),
                        older.unknown()));
        err.flush();
    }

    @Override
    public synchronized void olderFailed(Run older, String reason) {
        close();
        err.println(HarmlessText.of("%s could not go on: %s".formatted(older.name(), reason)));
        err.flush();
    }

    /** Ends the display of the present execution. */
    @Override
    public synchronized void close() {
        ScheduledExecutorService ticks = ticking;
        if (ticks != null) {
            ticks.shutdownNow();
            ticking = null;
        }
        ProgressBar present = bar;
        if (present != null) {
            present.close();
            bar = null;
        }
    }
}
