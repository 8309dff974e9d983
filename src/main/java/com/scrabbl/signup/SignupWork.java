package com.scrabbl.signup;

import com.scrabbl.disk.DatabaseTrouble;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** What {@code serve} does for sign-ups, in a thread of its own: requests are decided, then letters go out. */
final class SignupWork implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(SignupWork.class);

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);
    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(10);

    private final SignupDesk desk;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "signup"));
    private Duration wait = LOOK;
    private volatile boolean running;

    SignupWork(SignupDesk desk) {
        this.desk = desk;
    }

    @Override
    public void start() {
        running = true;
        thread.schedule(this::work, 0, TimeUnit.MILLISECONDS);
    }

    /** What fails is tried again, later each time: a relay or database that is gone is not hammered. */
    private void work() {
        try {
            desk.work();
            wait = LOOK;
        } catch (RuntimeException | Error e) {
            wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait.multipliedBy(2);
            if (running) {
                log.warn(
                        "Letters wait, and are tried again in {} s: {}", wait.toSeconds(), DatabaseTrouble.sentence(e));
            }
            log.debug("Letters wait", e);
        }
        if (running) {
            thread.schedule(this::work, wait.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Waits for the letter in hand; what a kill cuts off goes out once more. */
    @Override
    public void stop() {
        running = false;
        List<Runnable> waiting = thread.shutdownNow();
        log.debug("{} rounds are not done any more", waiting.size());
        try {
            if (!thread.awaitTermination(LONGEST_GOODBYE.toSeconds(), TimeUnit.SECONDS)) {
                log.warn("The relay has not answered to a letter; it goes out once more.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
