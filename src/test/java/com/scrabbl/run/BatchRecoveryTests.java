package com.scrabbl.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.support.Database;
import com.scrabbl.support.Execution;
import com.scrabbl.support.NewsletterTester;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.TestApplication;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/** A run goes on, whatever Batch has of it. */
@OnEachDatabase
class BatchRecoveryTests {

    private final TestApplication application;
    private final RunTester runs;

    BatchRecoveryTests(Database database) {
        application = TestApplication.on(database);
        runs = new RunTester(application);
    }

    @BeforeEach
    void newsletter(@TempDir Path folder) {
        new NewsletterTester(application, folder)
                .published("Tide barrier opens")
                .declared("schedule: { cron: \"0 * * * *\", zone: UTC }")
                .subscribed("anna@reader.example");
    }

    /** Batch commits a job's instance first, and its first execution after that. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void runWhoseProcessWasKilledWhileBatchRecordedItsStartGoesOn(boolean withExecution) {
        Run run = application
                .bean(RunDriver.class)
                .openNow(application.bean(Newsletters.class).get("daily").id());
        JobParameters parameters = SendEditionJob.parameters(run);
        JobRepository repository = application.bean(JobRepository.class);
        JobInstance instance = repository.createJobInstance(SendEditionJob.NAME, parameters);
        if (withExecution) {
            repository.createJobExecution(instance, parameters, new ExecutionContext());
        }
        application
                .jdbc()
                .sql("UPDATE run SET state = 'RUNNING', worker_id = ?")
                .param(runs.worker(0))
                .update();

        Execution sent = application.run("send", "daily", "--slot", run.slot().toString());

        assertThat(sent.exitCode()).as(sent.err()).isZero();
        assertThat(sent.out()).contains("state COMPLETED", "accepted 1", "balanced true");
    }

    @Test
    void runThatBatchCannotStartIsFailedWithItsReasonAndDueAgain() {
        application
                .ownersJdbc()
                .sql("ALTER TABLE batch_job_execution RENAME TO batch_job_execution_away")
                .update();
        try {
            assertThat(application.run("send", "daily").exitCode()).isEqualTo(1);
        } finally {
            application
                    .ownersJdbc()
                    .sql("ALTER TABLE batch_job_execution_away RENAME TO batch_job_execution")
                    .update();
        }
        Run failed = runs.run();
        assertThat(failed.state()).isEqualTo(RunState.FAILED);
        assertThat(failed.reason()).containsIgnoringCase("batch_job_execution");
        assertThat(failed.dueAt()).isEqualTo(TestApplication.START.plus(Duration.ofMinutes(1)));

        Execution sent =
                application.run("send", "daily", "--slot", failed.slot().toString());
        assertThat(sent.out()).as(sent.err()).contains("state COMPLETED", "accepted 1", "balanced true");
    }
}
