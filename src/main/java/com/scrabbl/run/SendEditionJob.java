package com.scrabbl.run;

import java.time.Instant;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Hangs {@link SendEdition} on Spring Batch, which refuses a second run of a slot that is finished and resumes an
 * unfinished one at its step.
 */
@Configuration(proxyBeanMethods = false)
class SendEditionJob {

    static final String NAME = "send-edition";

    /** All identify the job instance. The slot is text: Batch does not read an {@link Instant} back. */
    static JobParameters parameters(Run run) {
        return new JobParametersBuilder()
                .addString("newsletter", run.newsletter())
                .addString("slot", run.slot().toString())
                .addLong("round", (long) run.round())
                .addLong("run", run.id(), false)
                .toJobParameters();
    }

    @Bean
    Job job(JobRepository repository, SendEdition flow, Runs runs) {
        return new JobBuilder(NAME, repository)
                // Again, since what a check blocked is selected anew; what is frozen stays.
                .start(step("select", repository, true, execution -> flow.select(run(execution, runs))))
                .next(step("address", repository, false, execution -> flow.address(run(execution, runs))))
                .next(step("deliver", repository, true, execution -> {
                    flow.deliver(run(execution, runs));
                    return true;
                }))
                .next(step("balance", repository, true, execution -> flow.balance(run(execution, runs))))
                .build();
    }

    private static Step step(String name, JobRepository repository, boolean again, PartStep.Part part) {
        PartStep step = new PartStep(name, repository, part);
        step.setAllowStartIfComplete(again);
        return step;
    }

    private static Run run(StepExecution execution, Runs runs) {
        Long id = execution.getJobParameters().getLong("run");
        return runs.byId(java.util.Objects.requireNonNull(id)).orElseThrow();
    }
}
