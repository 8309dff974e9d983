package com.scrabbl.run;

import com.scrabbl.delivery.DeliveryState;
import com.scrabbl.delivery.Progress;
import com.scrabbl.delivery.RelayTrust;
import com.scrabbl.run.refusal.RefusedReaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Has readers suppressed while a run goes on for hours, so that another newsletter does not send to them meanwhile. */
final class RefusalWatch implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RefusalWatch.class);
    /** A look asks the database, a glance only whether anybody was refused since. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

    private static final Duration BETWEEN_GLANCES = Duration.ofSeconds(1);

    /** What is settled at this moment may be recorded a little later. */
    private static final Duration OVERLAP = Duration.ofMinutes(5);

    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "refusal-watch");
        thread.setDaemon(true);
        return thread;
    });
    private final RefusedReaders refused;
    private final Progress progress;
    private final RelayTrust trust;
    private final Clock clock;
    private final String run;
    private final long edition;
    private Instant since = Instant.EPOCH;
    private Instant looked = Instant.EPOCH;
    private long seen;

    RefusalWatch(RefusedReaders refused, Progress progress, RelayTrust trust, Clock clock, String run, long edition) {
        this.refused = refused;
        this.progress = progress;
        this.trust = trust;
        this.clock = clock;
        this.run = run;
        this.edition = edition;
        seen = count();
        look();
        looking.scheduleWithFixedDelay(
                this::glance, BETWEEN_GLANCES.toMillis(), BETWEEN_GLANCES.toMillis(), TimeUnit.MILLISECONDS);
    }

    private long count() {
        return progress.of(DeliveryState.REJECTED) + progress.of(DeliveryState.EXPIRED);
    }

    private synchronized void glance() {
        try {
            long counted = count();
            if (counted > seen && !clock.instant().isBefore(looked.plus(BETWEEN_LOOKS))) {
                look();
                seen = counted;
            }
        } catch (DataAccessException | TransactionException e) {
            log.debug("The refusals of {} are looked at again", run, e);
        }
    }

    /** What was refused since the last look and is believed by now. */
    synchronized void look() {
        Instant begun = clock.instant();
        refused.suppress(run, edition, since, trust);
        since = begun.minus(OVERLAP);
        looked = begun;
    }

    /** Of all that was refused, what is believed when the pass is over. */
    synchronized void lastLook() {
        since = Instant.EPOCH;
        look();
    }

    @Override
    public void close() {
        looking.shutdown();
    }
}
