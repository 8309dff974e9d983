package com.scrabbl.delivery;

import com.scrabbl.disk.DatabaseTrouble;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.stereotype.Component;

/**
 * This process as the ledger knows it: a row with a lease by the database's clock, registered when it is first needed
 * and renewed every third of the lease. Whoever sees the lease lapsed may take over what belonged to it.
 */
@Component
public class Worker implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(Worker.class);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Duration lease;
    private volatile long id;
    private volatile long leasedUntilNanos;
    private @Nullable ScheduledExecutorService renewal;

    Worker(JdbcClient jdbc, Clock clock, DeliveryProperties properties) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.lease = Duration.ofSeconds(properties.lease().toSeconds());
    }

    /** The number of this worker, registered if need be; a worker whose lease lapsed is succeeded by a new one. */
    public synchronized long id() {
        if (id == 0 || !leased()) {
            register();
        }
        return id;
    }

    /**
     * Whether the lease of a worker that this process was given surely holds, told without the database and on the cautious
     * side (but for a machine that was suspended).
     */
    boolean leased(long worker) {
        return worker == id && leased();
    }

    private boolean leased() {
        return leasedUntilNanos - System.nanoTime() > 0;
    }

    /**
     * Takes a worker's lease as lost: whoever asks next is given a new worker, to whom none of the old one's rows belong.
     * Nothing is done when it has a successor already.
     */
    synchronized void succeed(long worker) {
        if (worker == id) {
            leasedUntilNanos = System.nanoTime();
        }
    }

    private void register() {
        long asked = System.nanoTime();
        KeyHolder key = new GeneratedKeyHolder();
        jdbc.sql("""
                INSERT INTO worker (host, pid, started_at, leased_until)
                VALUES (:host, :pid, :now, CURRENT_TIMESTAMP + CAST(:seconds AS int) * INTERVAL '1' SECOND)
                """)
                .param("host", host())
                .param("pid", ProcessHandle.current().pid())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("seconds", lease.toSeconds())
                .update(key, "id");
        id = java.util.Objects.requireNonNull(key.getKeyAs(Long.class));
        leasedUntilNanos = asked + lease.toNanos();
        stopRenewing();
        ScheduledExecutorService fresh = Executors.newSingleThreadScheduledExecutor(Worker::thread);
        long third = lease.toMillis() / 3;
        fresh.scheduleAtFixedRate(this::renew, third, third, TimeUnit.MILLISECONDS);
        renewal = fresh;
    }

    /** Asks the database without holding anybody up who only wants to know the worker's number. */
    private void renew() {
        long worker = id;
        if (!leased(worker)) {
            return;
        }
        long asked = System.nanoTime();
        try {
            int renewed = jdbc.sql("""
                    UPDATE worker SET leased_until = CURRENT_TIMESTAMP + CAST(:seconds AS int) * INTERVAL '1' SECOND
                    WHERE id = :id AND leased_until > CURRENT_TIMESTAMP
                    """)
                    .param("seconds", lease.toSeconds())
                    .param("id", worker)
                    .update();
            renewed(worker, renewed == 1 ? asked + lease.toNanos() : asked);
        } catch (DataAccessException e) {
            log.warn(
                    "The lease of worker {} could not be renewed, and is tried again: {}",
                    worker,
                    DatabaseTrouble.sentence(e));
            log.debug("The lease could not be renewed", e);
        }
    }

    private synchronized void renewed(long worker, long untilNanos) {
        if (worker == id) {
            leasedUntilNanos = untilNanos;
        }
    }

    /** Ends the lease, so that nobody has to wait for it to lapse. */
    @Override
    public synchronized void destroy() {
        stopRenewing();
        if (id == 0) {
            return;
        }
        leasedUntilNanos = System.nanoTime();
        try {
            jdbc.sql("UPDATE worker SET leased_until = CURRENT_TIMESTAMP WHERE id = :id")
                    .param("id", id)
                    .update();
        } catch (DataAccessException e) {
            log.debug("The lease lapses by itself", e);
        }
    }

    private void stopRenewing() {
        ScheduledExecutorService present = renewal;
        if (present != null) {
            present.shutdownNow();
        }
    }

    private static Thread thread(Runnable renewing) {
        Thread thread = new Thread(renewing, "lease");
        thread.setDaemon(true);
        return thread;
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
