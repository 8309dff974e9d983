package com.scrabbl.run.control;

import com.scrabbl.delivery.Progress;
import com.scrabbl.delivery.ProvidersAside;
import com.scrabbl.run.Claim;
import com.scrabbl.run.RelayTrial;
import com.scrabbl.run.Run;
import com.scrabbl.run.RunDriver;
import com.scrabbl.run.RunOwners;
import com.scrabbl.run.RunRefusedException;
import com.scrabbl.run.RunState;
import com.scrabbl.run.Runs;
import com.scrabbl.run.Summaries;
import com.scrabbl.run.Summary;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Goes on with a run at somebody's word, in this process. */
@Component
public class Resuming {

    private static final Logger log = LoggerFactory.getLogger(Resuming.class);

    private final Runs runs;
    private final RunDriver driver;
    private final RelayTrial trial;
    private final Summaries summaries;
    private final RunOwners owners;
    private final ProvidersAside aside;
    private final OtherProcesses others;
    private final Clock clock;

    Resuming(
            Runs runs,
            RunDriver driver,
            RelayTrial trial,
            Summaries summaries,
            RunOwners owners,
            ProvidersAside aside,
            OtherProcesses others,
            Clock clock) {
        this.runs = runs;
        this.driver = driver;
        this.trial = trial;
        this.summaries = summaries;
        this.owners = owners;
        this.aside = aside;
        this.others = others;
        this.clock = clock;
    }

    /**
     * Sends what is due of a run that was stopped, halted, failed, waits, or lost its process; readers who were set aside with
     * their domain are due as well.
     *
     * @param id a run's number, or {@code NEWSLETTER/SLOT}
     * @return what became of it
     * @throws com.scrabbl.run.UnknownRunException when there is no such run
     * @throws RunRefusedException when a live process drives it, it is finished, or it was never begun
     * @throws com.scrabbl.run.PublicUrlMissingException when the links would lead nowhere
     */
    public Summary resume(String id, SendWatcher watcher) {
        return resume(runs.get(id), watcher);
    }

    /**
     * Leaves it to whoever serves to go on with the run, within seconds.
     *
     * @param seen the run as it stood when that was decided
     * @throws RunRefusedException when it does not stand there any more, or is none to be resumed
     * @throws com.scrabbl.run.PublicUrlMissingException when the links would lead nowhere
     */
    public void makeDue(Run seen) {
        trial.requirePublicUrl();
        if (!owners.makeDue(seen)) {
            throw RunRefusedException.noResume(runs.current(seen));
        }
        if (seen.edition() != null) {
            aside.recall(seen.edition(), clock.instant());
        }
    }

    /**
     * The same for a run that became due a moment ago and that a service may have begun already: then waits until that has
     * let go of it. What it made of it is the result, whatever it is.
     *
     * @param elsewhere told, once, when another process drives it
     * @throws com.scrabbl.run.UnknownRunException when there is no such run
     * @throws com.scrabbl.run.PublicUrlMissingException when the links would lead nowhere
     */
    public Summary resumeOrAwait(String id, SendWatcher watcher, Runnable elsewhere) {
        Run run = runs.get(id);
        try {
            return resume(run, watcher);
        } catch (RunRefusedException e) {
            elsewhere.run();
        }
        while (others.await(run).state() == RunState.RUNNING) {
            // Its process is gone without an end.
            try {
                return resume(runs.current(run), watcher);
            } catch (RunRefusedException e) {
                log.debug("Another process was quicker with {} once more", run.name());
            }
        }
        return summaries.current(run);
    }

    Summary resume(Run run, SendWatcher watcher) {
        trial.requirePublicUrl();
        Long edition = run.edition();
        if (edition != null && !owners.driven(run)) {
            aside.recall(edition, clock.instant());
        }
        Progress progress = new Progress();
        watcher.begins(run, progress);
        try {
            driver.execute(run, Claim.RESUME, progress, () -> watcher.taken(run));
        } catch (RunRefusedException e) {
            throw RunRefusedException.noResume(runs.current(run));
        }
        return summaries.current(run);
    }
}
