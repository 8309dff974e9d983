package com.scrabbl.run.control;

import com.scrabbl.run.Run;
import com.scrabbl.run.RunOwners;
import com.scrabbl.run.Runs;
import com.scrabbl.run.StoppedByShutdownException;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Waits for what other processes do. */
@Component
class OtherProcesses {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final Runs runs;
    private final RunOwners owners;

    OtherProcesses(Runs runs, RunOwners owners) {
        this.runs = runs;
        this.owners = owners;
    }

    /**
     * Waits until no live process drives the run.
     *
     * @return the run as it stands then; RUNNING when its process is gone
     * @throws StoppedByShutdownException when this process is to end
     */
    Run await(Run run) {
        while (owners.driven(run)) {
            pause(LOOK_AGAIN);
        }
        return runs.current(run);
    }

    /** @throws StoppedByShutdownException when this process is to end */
    static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppedByShutdownException();
        }
    }
}
