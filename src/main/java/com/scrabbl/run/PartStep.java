package com.scrabbl.run;

import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.AbstractStep;
import org.springframework.batch.core.step.StepExecution;

/**
 * One part of the story as a step of Spring Batch, without any transaction around it: a rollback around a send would
 * forget sent mail. A tasklet step would bind one connection to its thread for as long as it lasts, even without a
 * transaction manager; after a restart of the database that one is dead, and the step's end could not be recorded.
 */
final class PartStep extends AbstractStep {

    private final Part part;

    PartStep(String name, JobRepository repository, Part part) {
        super(repository);
        setName(name);
        this.part = part;
    }

    /** False when the story is to be resumed at this part another time. */
    @FunctionalInterface
    interface Part {
        boolean play(StepExecution execution);
    }

    @Override
    protected void doExecute(StepExecution execution) {
        if (!part.play(execution)) {
            // STOPPED in Batch's words: the same parameters resume it at this step.
            execution.setTerminateOnly();
        }
    }
}
