package com.scrabbl.run.schedule;

import com.scrabbl.delivery.Progress;
import com.scrabbl.delivery.Worker;
import com.scrabbl.disk.DatabaseTrouble;
import com.scrabbl.run.Claim;
import com.scrabbl.run.EditionRoom;
import com.scrabbl.run.Executions;
import com.scrabbl.run.Goodbye;
import com.scrabbl.run.NoRoomException;
import com.scrabbl.run.Run;
import com.scrabbl.run.RunDriver;
import com.scrabbl.run.RunRefusedException;
import com.scrabbl.run.Runs;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Drives every run that is due and that nobody drives: new slots, waiting and failed runs, and those of the dead. */
final class DueRuns implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(DueRuns.class);

    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(30);

    /** Runs side by side; each opens its own connections, as long as it has something to send. */
    private static final int SIDE_BY_SIDE = 32;

    private final Runs runs;
    private final RunDriver driver;
    private final Executions executions;
    private final Goodbye goodbye;
    private final Worker worker;
    private final EditionRoom room;
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService driving = Executors.newFixedThreadPool(SIDE_BY_SIDE);
    private final Set<Long> taken = ConcurrentHashMap.newKeySet();
    private final Set<Long> withoutRoom = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    DueRuns(Runs runs, RunDriver driver, Executions executions, Goodbye goodbye, Worker worker, EditionRoom room) {
        this.runs = runs;
        this.driver = driver;
        this.executions = executions;
        this.goodbye = goodbye;
        this.worker = worker;
        this.room = room;
    }

    @Override
    public void start() {
        running = true;
        looking.scheduleWithFixedDelay(this::look, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            Set<Long> executed = executions.runs();
            for (Run run : runs.due(worker.id())) {
                if (!executions.requested() && !executed.contains(run.id()) && hasRoom(run) && taken.add(run.id())) {
                    driving.execute(() -> drive(run));
                }
            }
        } catch (RejectedExecutionException e) {
            log.debug("The process ends", e);
        } catch (RuntimeException e) {
            if (!executions.requested()) {
                log.warn("What is due could not be looked up, and is tried again: {}", DatabaseTrouble.sentence(e));
            }
            log.debug("What is due could not be looked up", e);
        }
    }

    /** One that had none is tried again as soon as there is some; meanwhile it would only fail, and say so each time. */
    private boolean hasRoom(Run run) {
        if (withoutRoom.contains(run.id()) && room.missing(run) != null) {
            return false;
        }
        withoutRoom.remove(run.id());
        return true;
    }

    private void drive(Run run) {
        try {
            driver.execute(run, Claim.GO_ON, new Progress());
        } catch (RunRefusedException e) {
            log.debug("Another process was quicker with {}", run.name());
        } catch (NoRoomException e) {
            withoutRoom.add(run.id());
            log.warn("{} It is tried again as soon as there is room", e.getMessage());
        } catch (RuntimeException e) {
            // One run must not end the others: it is FAILED with its reason, and due again soon.
            log.warn("{} failed and is tried again: {}", run.name(), DatabaseTrouble.sentence(e));
            log.debug("{} failed", run.name(), e);
        } finally {
            taken.remove(run.id());
        }
    }

    /** Takes nothing more; what is driven goes on. */
    void cease() {
        looking.shutdownNow();
        driving.shutdown();
    }

    @Override
    public void stop() {
        looking.shutdownNow();
        goodbye.say(LONGEST_GOODBYE);
        driving.shutdownNow();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
