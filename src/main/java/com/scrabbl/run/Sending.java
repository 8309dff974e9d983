package com.scrabbl.run;

import com.scrabbl.delivery.Progress;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.Newsletters;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Sends a newsletter at somebody's word. */
@Component
public class Sending {

    private static final Logger log = LoggerFactory.getLogger(Sending.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final Newsletters newsletters;
    private final RelayTrial trial;
    private final Runs runs;
    private final RunDriver driver;
    private final Summaries summaries;
    private final TransactionOperations transactions;
    private final Clock clock;

    Sending(
            Newsletters newsletters,
            RelayTrial trial,
            Runs runs,
            RunDriver driver,
            Summaries summaries,
            TransactionOperations transactions,
            Clock clock) {
        this.newsletters = newsletters;
        this.trial = trial;
        this.runs = runs;
        this.driver = driver;
        this.summaries = summaries;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Whoever watches a sending. */
    public interface Watcher {
        /** An execution begins; its progress can be looked at until the next one begins. */
        void begins(Run run, Progress progress);

        /** An older edition of the newsletter, which was unfinished, went on. */
        void olderWentOn(Summary older);

        /** An older edition could not go on. */
        void olderFailed(Run older, String reason);
    }

    /**
     * Finishes what is due of the newsletter's unfinished editions, then runs a slot.
     *
     * @param slot an unfinished slot to be resumed or a new one, in whole seconds; null means now
     * @param wait stay until nothing is deferred, and until a slot that a process holds is free
     * @return what became of that slot
     * @throws RunRefusedException when the slot is in the future, finished, or held by another live process
     * @throws PublicUrlMissingException when the links would lead nowhere
     */
    public Summary send(String slug, @Nullable Instant slot, boolean wait, Watcher watcher) {
        Newsletter newsletter = newsletters.get(slug);
        requirePast(slot);
        trial.requirePublicUrl();
        finishOlder(newsletter, slot, watcher);
        Run run = slot == null ? driver.openNow(newsletter.id()) : driver.open(newsletter.id(), slot);
        if (!execute(run, watcher) && !(wait && goesOn(state(run)))) {
            throw RunRefusedException.of(state(run));
        }
        while (wait && runs.unfinished(newsletter.id()).stream().anyMatch(Sending::goesOn)) {
            pause();
            for (Run due : runs.unfinished(newsletter.id()).stream()
                    .filter(this::isDue)
                    .toList()) {
                if (due.id() == run.id()) {
                    execute(due, watcher);
                } else {
                    goOnWithOlder(due, watcher);
                }
            }
        }
        return summaries.of(state(run));
    }

    /**
     * Opens a slot that is due now, and leaves it to whoever serves to send it, within seconds.
     *
     * @param latest the newsletter's latest run when that was decided, 0 for none
     * @return the new run
     * @throws RunRefusedException when the newsletter has a newer run by now
     * @throws PublicUrlMissingException when the links would lead nowhere
     */
    public Run openDue(String slug, long latest) {
        Newsletter newsletter = newsletters.get(slug);
        trial.requirePublicUrl();
        return Objects.requireNonNull(transactions.execute(status -> {
            runs.latestOf(newsletter.id()).filter(run -> run.id() != latest).ifPresent(newer -> {
                throw RunRefusedException.newer(newer);
            });
            return runs.openDue(newsletter.id());
        }));
    }

    private void requirePast(@Nullable Instant slot) {
        if (slot != null && slot.isAfter(clock.instant())) {
            throw RunRefusedException.future(slot);
        }
    }

    private void finishOlder(Newsletter newsletter, @Nullable Instant slot, Watcher watcher) {
        List<Run> older = runs.unfinished(newsletter.id()).stream()
                .filter(run -> !run.slot().equals(slot) && (run.state() == RunState.FAILED || isDue(run)))
                .toList();
        for (Run run : older) {
            if (!goOnWithOlder(run, watcher) && goesOn(state(run))) {
                watcher.olderFailed(run, "another process drives it, or was killed a moment ago");
            }
        }
    }

    /** Whether this process drove it; what an older edition suffers must not keep the new one from its readers. */
    private boolean goOnWithOlder(Run older, Watcher watcher) {
        try {
            boolean driven = execute(older, watcher);
            if (driven) {
                watcher.olderWentOn(summaries.of(state(older)));
            }
            return driven;
        } catch (StoppedByShutdownException e) {
            throw e;
        } catch (RuntimeException e) {
            log.debug("{} failed", older.name(), e);
            watcher.olderFailed(older, String.valueOf(e.getMessage()));
            return true;
        }
    }

    /** Whether this process drove the run; false when it was refused. */
    private boolean execute(Run run, Watcher watcher) {
        Progress progress = new Progress();
        watcher.begins(run, progress);
        try {
            driver.execute(run, RunOwners.Claim.GO_ON, progress);
            return true;
        } catch (RunRefusedException e) {
            log.debug("{} is finished, or another process drives it", run.name());
            return false;
        }
    }

    /** Whether it comes to an end by itself, here or in another process. */
    private static boolean goesOn(Run run) {
        return run.state() == RunState.WAITING || run.state() == RunState.RUNNING;
    }

    private boolean isDue(Run run) {
        Instant due = run.dueAt();
        return run.state() == RunState.RUNNING
                || due != null && !clock.instant().isBefore(due);
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_AGAIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppedByShutdownException();
        }
    }

    private Run state(Run run) {
        return runs.byId(run.id()).orElseThrow();
    }
}
