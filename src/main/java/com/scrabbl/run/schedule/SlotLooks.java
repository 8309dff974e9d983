package com.scrabbl.run.schedule;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;

/** Has a {@link SlotWatch} ask every few seconds whether somebody looks, in a thread of its own. */
final class SlotLooks implements SmartLifecycle {

    private final SlotWatch watch;
    private final Duration every;
    private final ScheduledExecutorService asking = Executors.newSingleThreadScheduledExecutor();
    private volatile boolean running;

    SlotLooks(SlotWatch watch, Duration every) {
        this.watch = watch;
        this.every = every;
    }

    @Override
    public void start() {
        running = true;
        asking.scheduleWithFixedDelay(
                watch::lookIfNobodyDoes, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        asking.shutdownNow();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
