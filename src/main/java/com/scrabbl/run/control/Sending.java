package com.scrabbl.run.control;

import com.scrabbl.delivery.Progress;
import com.scrabbl.disk.DatabaseTrouble;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.newsletter.Pause;
import com.scrabbl.newsletter.Pauses;
import com.scrabbl.run.Claim;
import com.scrabbl.run.RelayTrial;
import com.scrabbl.run.Run;
import com.scrabbl.run.RunDriver;
import com.scrabbl.run.RunRefusedException;
import com.scrabbl.run.RunState;
import com.scrabbl.run.Runs;
import com.scrabbl.run.SkippedChecks;
import com.scrabbl.run.StoppedByShutdownException;
import com.scrabbl.run.Summaries;
import com.scrabbl.run.Summary;
import com.scrabbl.run.approval.Approvals;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
    private final Pauses pauses;
    private final Approvals approvals;
    private final SkippedChecks skipped;
    private final RelayTrial trial;
    private final Runs runs;
    private final RunDriver driver;
    private final Summaries summaries;
    private final OtherProcesses others;
    private final TransactionOperations transactions;
    private final Clock clock;

    Sending(
            Newsletters newsletters,
            Pauses pauses,
            Approvals approvals,
            SkippedChecks skipped,
            RelayTrial trial,
            Runs runs,
            RunDriver driver,
            Summaries summaries,
            OtherProcesses others,
            TransactionOperations transactions,
            Clock clock) {
        this.newsletters = newsletters;
        this.pauses = pauses;
        this.approvals = approvals;
        this.skipped = skipped;
        this.trial = trial;
        this.runs = runs;
        this.driver = driver;
        this.summaries = summaries;
        this.others = others;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Finishes what is due of the newsletter's unfinished editions, then runs a slot.
     *
     * @return what became of that slot
     * @throws com.scrabbl.run.UnskippableCheckException when the slot is past the checks that are to be skipped
     * @throws PausedException when the newsletter is paused, unless that is known
     * @throws RunRefusedException when the slot is in the future, finished, or held by another live process
     * @throws com.scrabbl.run.PublicUrlMissingException when the links would lead nowhere
     */
    public Summary send(SendRequest request, SendWatcher watcher) {
        Newsletter newsletter = newsletters.get(request.newsletter());
        Instant slot = request.slot();
        requirePast(slot);
        requireRunning(newsletter, request);
        trial.requirePublicUrl();
        finishOlder(newsletter, slot, watcher);
        Opened opened = open(newsletter, request, watcher);
        Run run = opened.run();
        Runnable taken = () -> watcher.taken(run);
        if (!execute(run, watcher, taken) && !(request.staying() && goesOn(state(run)))) {
            requireElsewhere(run, opened.approved(), watcher, taken);
        }
        if (approve(run, request) && !execute(state(run), watcher, taken) && !request.staying()) {
            requireElsewhere(run, true, watcher, taken);
        }
        while (request.staying() && runs.unfinished(newsletter.id()).stream().anyMatch(Sending::goesOn)) {
            OtherProcesses.pause(LOOK_AGAIN);
            for (Run due : runs.unfinished(newsletter.id()).stream()
                    .filter(this::isDue)
                    .toList()) {
                if (due.id() == run.id()) {
                    execute(due, watcher, taken);
                } else {
                    goOnWithOlder(due, watcher);
                }
            }
        }
        return summaries.of(state(run));
    }

    /**
     * Opens a slot that is due now, paused or not, and leaves it to whoever serves to send it, within seconds.
     *
     * @param latest the newsletter's latest run when that was decided, 0 for none
     * @return the new run
     * @throws RunRefusedException when the newsletter has a newer run by now
     * @throws com.scrabbl.run.PublicUrlMissingException when the links would lead nowhere
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

    /** The slot's run, and whether it was approved just now. */
    private record Opened(Run run, boolean approved) {}

    /** The slot's run: a new one in the hands of this process, or one that was there, perhaps approved by now. */
    private Opened open(Newsletter newsletter, SendRequest request, SendWatcher watcher) {
        return Objects.requireNonNull(transactions.execute(status -> {
            Instant slot = request.slot();
            boolean fresh = slot == null || runs.find(newsletter.id(), slot).isEmpty();
            Run run = slot == null ? driver.openNow(newsletter.id()) : driver.open(newsletter.id(), slot);
            skipped.skip(run, request.skipping(), request.skipper());
            boolean approved = approve(run, request);
            if (approved || fresh) {
                watcher.taken(run);
            }
            return new Opened(run, approved);
        }));
    }

    private void requirePast(@Nullable Instant slot) {
        if (slot != null && slot.isAfter(clock.instant())) {
            throw RunRefusedException.future(slot);
        }
    }

    private void requireRunning(Newsletter newsletter, SendRequest request) {
        Optional<Pause> pause = request.althoughPaused() ? Optional.empty() : pauses.at(newsletter, clock.instant());
        if (pause.isPresent()) {
            throw new PausedException(newsletter, pause.get());
        }
    }

    /** Whether it waited for approval, and has it now. */
    private boolean approve(Run run, SendRequest request) {
        String approver = request.approver();
        if (approver == null || state(run).state() != RunState.PROPOSED) {
            return false;
        }
        approvals.approve(approvals.get(Long.toString(run.id())), approver);
        return true;
    }

    /**
     * What was just approved is due for everybody: when a service was quicker, what that makes of it is the result.
     *
     * @throws RunRefusedException when it was not approved here
     */
    private void requireElsewhere(Run run, boolean approved, SendWatcher watcher, Runnable taken) {
        if (!approved) {
            throw RunRefusedException.of(state(run));
        }
        while (others.await(run).state() == RunState.RUNNING && !execute(state(run), watcher, taken)) {
            log.debug("{} is driven by another process once more", run.name());
        }
    }

    private void finishOlder(Newsletter newsletter, @Nullable Instant slot, SendWatcher watcher) {
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
    private boolean goOnWithOlder(Run older, SendWatcher watcher) {
        try {
            boolean driven = execute(older, watcher, () -> {});
            if (driven) {
                watcher.olderWentOn(summaries.of(state(older)));
            }
            return driven;
        } catch (StoppedByShutdownException e) {
            throw e;
        } catch (RuntimeException e) {
            log.debug("{} failed", older.name(), e);
            watcher.olderFailed(older, DatabaseTrouble.sentence(e));
            return true;
        }
    }

    /** Whether this process drove the run; false when it was refused. */
    private boolean execute(Run run, SendWatcher watcher, Runnable taken) {
        Progress progress = new Progress();
        watcher.begins(run, progress);
        try {
            driver.execute(run, Claim.GO_ON, progress, taken);
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

    private Run state(Run run) {
        return runs.byId(run.id()).orElseThrow();
    }
}
