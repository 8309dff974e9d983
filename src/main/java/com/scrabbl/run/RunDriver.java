package com.scrabbl.run;

import com.scrabbl.delivery.LeaseLostException;
import com.scrabbl.delivery.Progress;
import com.scrabbl.delivery.Worker;
import com.scrabbl.disk.DatabaseTrouble;
import com.scrabbl.edition.Editions;
import com.scrabbl.mail.RelayException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Drives one run on behalf of this process: claims it, starts or resumes its job, and lets go of it. */
@Component
public class RunDriver {

    private static final Logger log = LoggerFactory.getLogger(RunDriver.class);

    /** A failed run is tried again by {@code serve} after so long, while its shelf life lasts. */
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);

    /**
     * The same for one that failed because the database was away: it is back when the failure is recorded. Who tries again
     * what had no room looks for room before.
     */
    private static final Duration AFTER_DATABASE = Duration.ofSeconds(3);

    private final JobOperator operator;
    private final BatchRecovery recovery;
    private final Job job;
    private final Runs runs;
    private final RunOwners owners;
    private final Worker worker;
    private final Executions executions;
    private final Editions editions;
    private final Clock clock;

    RunDriver(
            JobOperator operator,
            BatchRecovery recovery,
            Job job,
            Runs runs,
            RunOwners owners,
            Worker worker,
            Executions executions,
            Editions editions,
            Clock clock) {
        this.operator = operator;
        this.recovery = recovery;
        this.job = job;
        this.runs = runs;
        this.owners = owners;
        this.worker = worker;
        this.executions = executions;
        this.editions = editions;
        this.clock = clock;
    }

    /** A new run whose slot is now, already in the hands of this process. */
    public Run openNow(long newsletterId) {
        while (true) {
            Instant slot = runs.freeSlot(newsletterId);
            if (runs.recordClaimed(newsletterId, slot, worker.id())) {
                return runs.find(newsletterId, slot).orElseThrow();
            }
        }
    }

    /** The run of a slot; one that has none yet gets it, in the hands of this process. */
    public Run open(long newsletterId, Instant slot) {
        runs.recordClaimed(newsletterId, slot, worker.id());
        return runs.find(newsletterId, slot).orElseThrow();
    }

    /**
     * One execution of the run, from where it stands to where it cannot go on at the moment.
     *
     * @param claim what it is that makes the run go on
     * @param progress told of every settled delivery
     * @throws RunRefusedException when another live worker drives it, or it is not to go on by this claim
     * @throws RuntimeException what made it fail; then the run is FAILED with that reason
     */
    public void execute(Run run, Claim claim, Progress progress) {
        execute(run, claim, progress, () -> {});
    }

    /** The same. @param taken done in the transaction in which this process takes the run, and only then */
    public void execute(Run run, Claim claim, Progress progress, Runnable taken) {
        if (!executions.begin(run.id(), progress)) {
            throw RunRefusedException.of(runs.byId(run.id()).orElseThrow());
        }
        try {
            claimAndRun(run, claim, taken);
        } finally {
            executions.end(run.id());
        }
    }

    private void claimAndRun(Run run, Claim claim, Runnable taken) {
        long self = worker.id();
        executions.claimed(run.id(), self);
        if (!owners.claim(run, self, claim, taken)) {
            throw RunRefusedException.of(runs.byId(run.id()).orElseThrow());
        }
        long begun = System.nanoTime();
        try (RunWatch watch = new RunWatch(run, owners, executions, editions)) {
            log.debug("{} is driven by worker {} and {}", run.name(), self, watch);
            failIfFailed(run, self, launch(run));
        } finally {
            owners.release(run, self, Duration.ofNanos(System.nanoTime() - begun));
        }
    }

    private List<Throwable> launch(Run run) {
        JobParameters parameters = SendEditionJob.parameters(run);
        try {
            recovery.recover(parameters);
            JobExecution execution = operator.start(job, parameters);
            // A run that waits is STOPPED, which Batch tells as an interruption too.
            return execution.getStatus() == BatchStatus.STOPPED ? List.of() : execution.getAllFailureExceptions();
        } catch (JobExecutionException | RuntimeException e) {
            return List.of(e);
        }
    }

    private void failIfFailed(Run run, long self, List<Throwable> failures) {
        if (failures.isEmpty()) {
            return;
        }
        Throwable cause = failures.get(0);
        if (cause instanceof RelayException refused && refused.ours()) {
            String sentence = refused.getMessage() + run.thenResume();
            if (!owners.end(run, self, RunState.HALTED, sentence, null)) {
                throw refused;
            }
            return;
        }
        RuntimeException failure = cause instanceof RuntimeException known ? known : new RunFailedException(run, cause);
        // A run that has another owner by now is not touched.
        boolean wrongSum = failure instanceof UnbalancedLedgerException;
        if (!owners.fail(run, self, DatabaseTrouble.sentence(failure), again(failure), wrongSum)) {
            throw new RunLostException(run, failure);
        }
        throw failure;
    }

    /** When it is tried again by itself; never, when its time passed before there was an edition. */
    private @Nullable Instant again(RuntimeException failure) {
        if (failure instanceof ShelfLifeEndedException) {
            return null;
        }
        if (executions.requested()) {
            return clock.instant();
        }
        boolean soon = failure instanceof NoRoomException || byTheDatabase(failure);
        return clock.instant().plus(soon ? AFTER_DATABASE : AFTER_FAILURE);
    }

    /** Whether the database did not answer, or not in time; what it refuses would be refused again. */
    private static boolean byTheDatabase(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            boolean refused = cause instanceof DataIntegrityViolationException
                    || cause instanceof InvalidDataAccessResourceUsageException;
            if (refused
                    || cause instanceof LeaseLostException
                    || cause instanceof DataAccessException
                    || cause instanceof TransactionException) {
                return !refused;
            }
        }
        return false;
    }
}
