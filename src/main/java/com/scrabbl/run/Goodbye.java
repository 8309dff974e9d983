package com.scrabbl.run;

import com.scrabbl.disk.DatabaseTrouble;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** How this process lets go of its runs when it is asked to end. */
@Component
public class Goodbye {

    private static final Logger log = LoggerFactory.getLogger(Goodbye.class);

    private final Executions executions;
    private final Runs runs;
    private final RunOwners owners;
    private final Clock clock;
    private final AtomicBoolean said = new AtomicBoolean();

    Goodbye(Executions executions, Runs runs, RunOwners owners, Clock clock) {
        this.executions = executions;
        this.runs = runs;
        this.owners = owners;
        this.clock = clock;
    }

    /**
     * Ends all runs after the messages in flight, and waits for that: they are FAILED, and due at once. So is a run whose
     * relay has not answered by then; what it has in flight will be UNKNOWN. Said again, nothing more is waited for.
     *
     * @param longest how long to wait
     */
    public void say(Duration longest) {
        executions.stopAll();
        if (said.compareAndSet(false, true) && !executions.allEnded(longest)) {
            executions.runs().forEach(run -> abandon(run, longest));
        }
    }

    private void abandon(long id, Duration longest) {
        String reason =
                ("The process was asked to end, and the relay did not answer within %d s: what was in flight will "
                                + "be UNKNOWN, the rest goes on with the next send, or by serve.")
                        .formatted(longest.toSeconds());
        try {
            Run run = runs.byId(id).orElseThrow();
            log.warn("{}: {}", run.name(), reason);
            owners.end(run, RunState.FAILED, reason, clock.instant());
        } catch (RuntimeException e) {
            // The next process finds it as one whose worker is gone.
            log.warn("The end of run {} could not be recorded: {}", id, DatabaseTrouble.sentence(e));
            log.debug("The end of a run could not be recorded", e);
        }
    }
}
