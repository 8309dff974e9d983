package com.scrabbl.run.schedule;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.scrabbl.delivery.Worker;
import com.scrabbl.run.EditionRoom;
import com.scrabbl.run.Executions;
import com.scrabbl.run.Goodbye;
import com.scrabbl.run.RunDriver;
import com.scrabbl.run.Runs;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What {@code serve} does by itself: db-scheduler looks every few seconds, on one of all machines, which slots have come, and
 * every minute which sources are due; each process then drives the runs that are.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("db-scheduler.enabled")
class Schedule {

    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration ROUND = Duration.ofMinutes(1);

    @Bean
    RecurringTask<Void> slotsTask(SlotWatch watch) {
        return Tasks.recurring("slots", FixedDelay.of(EVERY)).execute((task, context) -> watch.look());
    }

    @Bean
    RecurringTask<Void> sourcesTask(SourceRounds rounds) {
        return Tasks.recurring("sources", FixedDelay.of(ROUND)).execute((task, context) -> rounds.poll());
    }

    @Bean
    SlotLooks slotLooks(SlotWatch watch) {
        return new SlotLooks(watch, EVERY);
    }

    @Bean
    DueRuns dueRuns(
            Runs runs, RunDriver driver, Executions executions, Goodbye goodbye, Worker worker, EditionRoom room) {
        return new DueRuns(runs, driver, executions, goodbye, worker, room);
    }
}
