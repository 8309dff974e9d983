package com.scrabbl.run;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.stereotype.Component;

/**
 * Puts right what a process that was killed, or lost its database, left in Batch's tables, with which Batch refuses to go
 * on; the ledger knows what it needs. For who has claimed the run.
 */
@Component
class BatchRecovery {

    private static final Logger log = LoggerFactory.getLogger(BatchRecovery.class);

    private final JobOperator operator;
    private final JobRepository repository;

    BatchRecovery(JobOperator operator, JobRepository repository) {
        this.operator = operator;
        this.repository = repository;
    }

    /** Whatever is left of the job with these parameters: it can be started after that. */
    void recover(JobParameters parameters) {
        JobExecution last = repository.getLastJobExecution(SendEditionJob.NAME, parameters);
        if (last == null) {
            forgetUnbegun(parameters);
        } else if (last.isRunning()) {
            log.info("Taking over execution {}, whose process is gone", last.getId());
            operator.recover(last);
        } else {
            failUnknown(last);
        }
    }

    /** Batch records a job and its first execution in two commits; who came as far as the first left a job without any. */
    private void forgetUnbegun(JobParameters parameters) {
        JobInstance unbegun = repository.getJobInstance(SendEditionJob.NAME, parameters);
        if (unbegun != null) {
            log.info("Beginning {} anew, whose process was gone before its first execution", parameters);
            repository.deleteJobInstance(unbegun);
        }
    }

    /** One whose end could not be recorded because the database was away. */
    private void failUnknown(JobExecution last) {
        for (StepExecution step : last.getStepExecutions()) {
            if (step.getStatus() == BatchStatus.UNKNOWN) {
                step.setStatus(BatchStatus.FAILED);
                repository.update(step);
            }
        }
        if (last.getStatus() == BatchStatus.UNKNOWN) {
            log.info("Going on after execution {}, whose end could not be recorded", last.getId());
            last.setStatus(BatchStatus.FAILED);
            repository.update(last);
        }
    }
}
