package com.scrabbl.run;

import com.scrabbl.delivery.Progress;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.Newsletters;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

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
    private final Clock clock;

    Sending(Newsletters newsletters, RelayTrial trial, Runs runs, RunDriver driver, Summaries summaries, Clock clock) {
        this.newsletters = newsletters;
        this.trial = trial;
        this.runs = runs;
        this.driver = driver;
        this.summaries = summaries;
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
     * @throws RunRefusedException when the slot is finished, or held by another live process
     * @throws PublicUrlMissingException when the links would lead nowhere
     */
    public Summary send(String slug, @Nullable Instant slot, boolean wait, Watcher watcher) {
        Newsletter newsletter = newsletters.get(slug);
        trial.requirePublicUrl();
        finishOlder(newsletter, slot, watcher);
        Run run = runs.open(newsletter.id(), slot == null ? runs.freeSlot(newsletter.id()) : slot);
        execute(run, slot == null, wait, watcher);
        while (wait && state(run).state() == RunState.WAITING) {
            if (sleepUntilDue(state(run))) {
                execute(run, slot == null, true, watcher);
            }
        }
        return summaries.of(state(run));
    }

    private void finishOlder(Newsletter newsletter, @Nullable Instant slot, Watcher watcher) {
        List<Run> due = runs.due().stream()
                .filter(run ->
                        run.newsletterId() == newsletter.id() && !run.slot().equals(slot))
                .toList();
        for (Run older : due) {
            try {
                execute(older, false, false, watcher);
                watcher.olderWentOn(summaries.of(state(older)));
            } catch (RunRefusedException e) {
                log.debug("Another process was quicker with {}", older.name());
            } catch (StoppedByShutdownException e) {
                throw e;
            } catch (RuntimeException e) {
                // What an older edition suffers must not keep the new one from its readers.
                log.debug("{} failed", older.name(), e);
                watcher.olderFailed(older, String.valueOf(e.getMessage()));
            }
        }
    }

    /** @param ownSlot whether it was opened for this call: if {@code serve} is quicker to run it, that is waited for */
    private void execute(Run run, boolean ownSlot, boolean wait, Watcher watcher) {
        while (true) {
            Progress progress = new Progress();
            watcher.begins(run, progress);
            try {
                driver.execute(run, progress);
                return;
            } catch (RunRefusedException e) {
                boolean finished = state(run).state().finished();
                if (ownSlot && finished) {
                    return;
                }
                if (finished || (!wait && !ownSlot)) {
                    throw e;
                }
                pause();
            }
        }
    }

    private boolean sleepUntilDue(Run run) {
        pause();
        Instant due = run.dueAt();
        return due != null && !clock.instant().isBefore(due);
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
