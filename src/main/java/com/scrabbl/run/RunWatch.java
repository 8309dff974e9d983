package com.scrabbl.run;

import com.scrabbl.delivery.DeliveryState;
import com.scrabbl.edition.Editions;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Looks, while a run is executed, whether an operator asked it to stop, from whatever process, and tells the world of its
 * edition once a first reader has it.
 */
final class RunWatch implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RunWatch.class);
    private static final Duration EVERY = Duration.ofMillis(500);

    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "run-watch");
        thread.setDaemon(true);
        return thread;
    });
    private final Run run;
    private final RunOwners owners;
    private final Executions executions;
    private final Editions editions;
    private boolean published;

    /** Has looked once when it is made. */
    RunWatch(Run run, RunOwners owners, Executions executions, Editions editions) {
        this.run = run;
        this.owners = owners;
        this.executions = executions;
        this.editions = editions;
        look();
        looking.scheduleWithFixedDelay(this::look, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void look() {
        try {
            if (owners.stopAskedAt(run.id()).isPresent()) {
                executions.stopAsked(run.id());
            }
            if (!published && executions.progress(run.id()).of(DeliveryState.ACCEPTED) > 0) {
                editions.publish(run.newsletterId(), run.slot());
                published = true;
            }
        } catch (DataAccessException | TransactionException e) {
            log.debug("Run {} is looked at again", run.id(), e);
        }
    }

    /** Has looked once more. */
    @Override
    public void close() {
        looking.shutdown();
        look();
    }
}
