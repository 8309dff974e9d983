package com.scrabbl.run.control;

import com.scrabbl.delivery.Worker;
import com.scrabbl.run.Claim;
import com.scrabbl.run.EditionDelivery;
import com.scrabbl.run.Reckoning;
import com.scrabbl.run.Run;
import com.scrabbl.run.RunOwners;
import com.scrabbl.run.RunRefusedException;
import com.scrabbl.run.RunState;
import com.scrabbl.run.Runs;
import com.scrabbl.run.Summaries;
import com.scrabbl.run.Summary;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Stops a run at somebody's word, whichever process drives it. */
@Component
public class Stopping {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final Runs runs;
    private final RunOwners owners;
    private final EditionDelivery delivery;
    private final Reckoning reckoning;
    private final Summaries summaries;
    private final Worker worker;

    Stopping(
            Runs runs,
            RunOwners owners,
            EditionDelivery delivery,
            Reckoning reckoning,
            Summaries summaries,
            Worker worker) {
        this.runs = runs;
        this.owners = owners;
        this.delivery = delivery;
        this.reckoning = reckoning;
        this.summaries = summaries;
        this.worker = worker;
    }

    /**
     * Asks the process that drives the run to finish the messages in flight. That is a word in the run's row and nothing
     * else, so that what is told of it can be recorded in the same transaction; {@link #act} or {@link #await} follows.
     *
     * @param id a run's number, or {@code NEWSLETTER/SLOT}
     * @return false when somebody asked for it before, or it ended this instant
     * @throws com.scrabbl.run.UnknownRunException when there is no such run
     * @throws RunRefusedException when it does not go on anyway
     */
    public boolean ask(String id) {
        Run run = runs.get(id);
        if (!goesOn(run)) {
            throw RunRefusedException.noStop(run);
        }
        return owners.askToStop(run);
    }

    /** Stops a run that was asked to, here and now, if nobody drives it; whoever drives it has read the word. */
    public void act(String id) {
        Run run = runs.get(id);
        if (goesOn(run)) {
            stopUndriven(run);
        }
    }

    /**
     * Waits until a run that was asked to stop has stopped; one that nobody drives is stopped here. What is open stays so
     * until the run is resumed; if nothing is, it is COMPLETED.
     *
     * @param longest how long to wait
     * @throws RunStillGoingException when it has not ended by then; the word stays recorded
     */
    public Summary await(String id, Duration longest) {
        Run run = runs.get(id);
        long until = System.nanoTime() + longest.toNanos();
        Run present = run;
        while (goesOn(present)) {
            if (!stopUndriven(present)) {
                if (System.nanoTime() - until > 0 || !paused()) {
                    throw new RunStillGoingException(run, longest);
                }
            }
            present = runs.current(run);
        }
        return summaries.of(present);
    }

    /** Whether it was free, and so stopped here. */
    private boolean stopUndriven(Run run) {
        long self = worker.id();
        if (owners.driven(run) || !owners.claim(run, self, Claim.STOP)) {
            return false;
        }
        try {
            if (run.edition() != null) {
                delivery.settleOrphans(runs.current(run), run.edition(), self);
            }
            owners.stopAskedAt(run.id()).ifPresent(asked -> reckoning.stopUndriven(run, self, asked));
        } finally {
            owners.release(run, self, Duration.ZERO);
        }
        return true;
    }

    private static boolean goesOn(Run run) {
        return run.state() == RunState.RUNNING
                || run.state() == RunState.WAITING
                || run.state() == RunState.FAILED && run.dueAt() != null;
    }

    private static boolean paused() {
        try {
            Thread.sleep(LOOK_AGAIN.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
