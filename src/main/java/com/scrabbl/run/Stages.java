package com.scrabbl.run;

import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.stereotype.Component;

/** Tells how far runs have come. */
@Component
public class Stages {

    private final JobRepository repository;

    Stages(JobRepository repository) {
        this.repository = repository;
    }

    /**
     * The stage at which a run is, or at which it goes on.
     *
     * @param audience whether the edition's audience is frozen
     */
    public Stage of(Run run, boolean audience) {
        return switch (run.state()) {
            case COMPLETED -> Stage.DONE;
            case RUNNING -> presentStage(run);
            case PROPOSED, WAITING, STOPPED, HALTED, FAILED, SKIPPED, MISSED ->
                run.edition() == null ? Stage.SELECT : audience ? Stage.DELIVER : Stage.ADDRESS;
        };
    }

    /** By the steps of the present execution: one that goes on has those only that are still to be done. */
    private Stage presentStage(Run run) {
        JobExecution last = repository.getLastJobExecution(SendEditionJob.NAME, SendEditionJob.parameters(run));
        Set<String> steps = last == null
                ? Set.of()
                : last.getStepExecutions().stream()
                        .map(StepExecution::getStepName)
                        .collect(Collectors.toSet());
        if (steps.contains("balance")) {
            return Stage.BALANCE;
        }
        if (steps.contains("deliver")) {
            return Stage.DELIVER;
        }
        return steps.contains("address") ? Stage.ADDRESS : Stage.SELECT;
    }
}
