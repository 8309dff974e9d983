package com.scrabbl.run;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Looks, while a run is executed, whether an operator asked it to stop, from whatever process. */
final class StopWatch implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(StopWatch.class);
    private static final Duration EVERY = Duration.ofMillis(500);

    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "stop-watch");
        thread.setDaemon(true);
        return thread;
    });
    private final long run;
    private final RunOwners owners;
    private final Executions executions;

    /** Has looked once when it is made. */
    StopWatch(Run run, RunOwners owners, Executions executions) {
        this.run = run.id();
        this.owners = owners;
        this.executions = executions;
        look();
        looking.scheduleWithFixedDelay(this::look, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            if (owners.stopAskedAt(run).isPresent()) {
                executions.stopAsked(run);
            }
        } catch (DataAccessException | TransactionException e) {
            log.debug("Whether run {} is to stop is looked up again", run, e);
        }
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}
